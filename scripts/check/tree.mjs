import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { HOUSE } from './vocabulary.mjs'

const NOT_OURS = /^(node_modules|dist|data|data-.*|test-results|playwright-report)$/

/** Every file of the project under `folder`, as paths from `root` with forward slashes. */
export function filesUnder(root, folder = '.') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return entry.name.startsWith('.') || NOT_OURS.test(entry.name) ? [] : filesUnder(root, path)
    }
    return entry.isFile() ? [path] : []
  })
}

/** Our TypeScript: what the compiler and the import rule must have looked at. */
export const typescriptFiles = (root) =>
  filesUnder(root).filter((path) => /\.tsx?$/.test(path) && HOUSE.includes(path.split('/')[0]))

/** A copy of the project's files with the same node_modules, to plant violations in. */
export function copyTree(from, to) {
  for (const path of filesUnder(from)) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    cpSync(join(from, path), join(to, path))
  }
  symlinkSync(resolve(from, 'node_modules'), join(to, 'node_modules'), 'junction')
}
