import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { docs } from './docs.mjs'
import { imports } from './imports.mjs'
import { lint } from './lint.mjs'
import { PLANTED } from './planted.mjs'
import { size } from './size.mjs'
import { slices } from './slices.mjs'
import { copyTree, filesUnder } from './tree.mjs'
import { typesOf } from './types.mjs'
import { unused } from './unused.mjs'

const CHECKS = {
  types: async (root) => {
    const { code, output } = await typesOf(root, 'tsconfig.planted.json')
    return { ok: code === 0, output }
  },
  lint,
  imports,
  unused,
  size,
  slices,
  docs,
}

/** Plants into `root`, runs the check, and returns what it should have found and did not. */
async function overlooked(root, name) {
  const { finds } = PLANTED[name]
  const { ok, output } = await CHECKS[name](root)
  if (ok) return [`${name} passes on a tree full of violations`]
  const said = output.split('\n')
  return finds
    .filter(([file, text]) => !said.some((line) => line.includes(file) && line.includes(text)))
    .map(([file, text]) => `${name} overlooks ${file} (${text})`)
}

/** Every import rule has a planted violation: a rule nobody has seen fail is not relied on. */
function withoutProof(root) {
  const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'))
  return forbidden
    .filter(({ name }) => !PLANTED.imports.rules.includes(name))
    .map(({ name }) => `the import rule ${name} has no planted violation in scripts/check/planted.mjs`)
}

/** What the proof depends on: the checks, their settings and the tools. Same print, same result. */
function fingerprint(root) {
  const hash = createHash('sha256')
  const settings = filesUnder(root).filter(
    (path) =>
      path.startsWith('scripts/check') ||
      /^(biome|package-lock|tsconfig[^/]*)\.json$/.test(path) ||
      path === 'knip.config.ts' ||
      path === '.dependency-cruiser.cjs',
  )
  for (const path of settings.sort()) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

/** Plants violations in a copy of the tree and fails if a check does not find each of them. */
export async function proof(root) {
  const memory = join(root, 'node_modules/.cache/check-proof')
  const print = fingerprint(root)
  if (!process.env.CI && existsSync(memory) && readFileSync(memory, 'utf8') === print) {
    return { ok: true, note: 'unchanged since it was last proved that every check can fail', output: '' }
  }
  const copy = mkdtempSync(join(tmpdir(), 'direct-line-proof-'))
  try {
    copyTree(root, copy)
    const files = Object.values(PLANTED).flatMap((planted) => Object.entries(planted.files))
    for (const [path, text] of files) {
      mkdirSync(dirname(join(copy, path)), { recursive: true })
      writeFileSync(join(copy, path), text)
    }
    const missed = (await Promise.all(Object.keys(CHECKS).map((name) => overlooked(copy, name)))).flat()
    const problems = [...withoutProof(root), ...missed]
    if (problems.length === 0) {
      mkdirSync(dirname(memory), { recursive: true })
      writeFileSync(memory, print)
    }
    const planted = Object.values(PLANTED).flatMap(({ finds }) => finds).length
    return {
      ok: problems.length === 0,
      note: `${planted} planted violations, ${missed.length} overlooked`,
      output: problems.join('\n'),
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
