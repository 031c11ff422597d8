import { relative } from 'node:path'
import { run, runPackage } from './run.mjs'
import { typescriptFiles } from './tree.mjs'

const TSC = 'typescript/bin/tsc'
const PROJECTS = ['tsconfig.json', 'tsconfig.web.json']

/** The compiler over both projects. Fails also if a file of ours belongs to neither. */
export async function types(root) {
  const files = typescriptFiles(root)
  const results = await Promise.all(
    PROJECTS.map((project) => runPackage(TSC, ['-p', project, '--listFiles', '--pretty', 'false'], root)),
  )
  const lines = results.flatMap((result) => result.output.split('\n'))
  const isPath = (line) => line.startsWith('/') || /^[A-Z]:\//.test(line)
  const seen = new Set(lines.filter(isPath).map((line) => relative(root, line).replaceAll('\\', '/')))
  const missed = files.filter((path) => !seen.has(path))
  const problems = [
    ...lines.filter((line) => line.trim() && !isPath(line)),
    ...missed.map((path) => `${path}: belongs to neither tsconfig.json nor tsconfig.web.json`),
  ]
  return {
    ok: results.every((result) => result.code === 0) && missed.length === 0,
    note: `${files.length} files`,
    output: problems.join('\n'),
  }
}

/** The compiler over a few files only, with the settings of `project`: quick enough to prove that it can fail. */
export const typesOf = (root, projectFile) =>
  run(process.execPath, [`node_modules/${TSC}`, '-p', projectFile, '--pretty', 'false'], root)
