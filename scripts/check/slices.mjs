import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder } from './tree.mjs'
import { FOLDERS, HOUSE, WORDS } from './vocabulary.mjs'

const OTHER_FOLDERS = ['docs', 'migrations', 'public']

/** Why `path`, inside a slice, has no place there; null if it has one. */
function objection(path) {
  const [, slice, ...rest] = path.split('/')
  if (rest.length === 0) return `modules/ holds slices only: ${slice} is a file`
  const [first, ...deeper] = rest
  if (first === 'web' || first === 'locales') return deeper.length > 0 ? null : `${first} is a folder`
  if (/\.test\.tsx?$/.test(rest.at(-1))) return null
  const word = deeper.length === 0 ? /^([a-z]+)\.ts$/.exec(first)?.[1] : first
  if (word !== undefined && word in WORDS && !FOLDERS.includes(word)) return null
  return `${first} is not a word of a slice (${Object.keys(WORDS).join(', ')})`
}

/** A slice holds only files of the vocabulary, and the top level only folders of the house. */
export async function slices(root) {
  const files = filesUnder(root)
  const inSlices = files.filter((path) => path.startsWith('modules/'))
  const strangers = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && files.some((path) => path.startsWith(`${entry.name}/`)))
    .filter((entry) => ![...HOUSE, ...OTHER_FOLDERS].includes(entry.name))
  const problems = [
    ...inSlices.map((path) => [path, objection(path)]).filter(([, why]) => why),
    ...strangers.map((entry) => [join(entry.name), 'is no folder of the house: ARCHITECTURE.md lists them']),
  ]
  return {
    ok: problems.length === 0 && inSlices.length > 0,
    note: `${new Set(inSlices.map((path) => path.split('/')[1])).size} slices, ${inSlices.length} files`,
    output: problems.map(([path, why]) => `${path}: ${why}`).join('\n'),
  }
}
