import { createRequire } from 'node:module'
import { join } from 'node:path'
import { browserWithoutNode } from './browser.mjs'
import { run } from './run.mjs'
import { typescriptFiles } from './tree.mjs'
import { HOUSE } from './vocabulary.mjs'

/** dependency-cruiser with .dependency-cruiser.cjs. Fails also if it did not visit every file of ours. */
export async function imports(root) {
  const { code, output } = await run(process.execPath, [import.meta.filename], root)
  return { ok: code === 0, note: /^visited (.+)$/m.exec(output)?.[1] ?? '', output }
}

async function cruiseHere() {
  const root = process.cwd()
  const require = createRequire(import.meta.url)
  const { cruise } = await import('dependency-cruiser')
  const config = require(join(root, '.dependency-cruiser.cjs'))
  const files = typescriptFiles(root)
  const folders = HOUSE.filter((folder) => files.some((path) => path.startsWith(`${folder}/`)))
  const { output } = await cruise(
    folders,
    { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true },
    config.options.enhancedResolveOptions,
  )
  const visited = new Set(output.modules.map((module) => module.source))
  const missed = files.filter((path) => !visited.has(path))
  const comments = new Map(config.forbidden.map((rule) => [rule.name, rule.comment]))
  const problems = [
    ...output.summary.violations.map(
      ({ rule, from, to, cycle, via }) =>
        `${rule.name}: ${from} → ${(cycle ?? via)?.map((step) => step.name).join(' → ') ?? to}\n    ${comments.get(rule.name)}`,
    ),
    ...browserWithoutNode(output.modules),
    ...missed.map((path) => `${path}: was not visited`),
  ]
  console.log(`visited ${files.length - missed.length} of ${files.length} files`)
  for (const problem of problems) console.log(problem)
  return problems.length === 0 ? 0 : 1
}

if (process.argv[1] === import.meta.filename) process.exit(await cruiseHere())
