import { readdirSync, readFileSync } from 'node:fs'
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

/** Tables of a slice whose names do not begin with the slice's. */
const misnamedTables = (root, path) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/pgTable\(\s*'([^']+)'/g)]
    .map(([, table]) => table)
    .filter((table) => !table.startsWith(`${path.split('/')[1]}_`))
    .map((table) => [path, `the table ${table} does not begin with the slice's name`])

/** Slices that GLOSSARY.md gives no word to. */
function wordless(root, names) {
  const glossary = readFileSync(join(root, 'GLOSSARY.md'), 'utf8')
  return names
    .filter((name) => !new RegExp(`\\| ${name} +\\|`).test(glossary))
    .map((name) => [`modules/${name}`, 'no word of GLOSSARY.md lives there'])
}

/**
 * A slice holds only files of the vocabulary, its tables bear its name, it has a word in the glossary; and the top level
 * holds only folders of the house.
 */
export async function slices(root) {
  const files = filesUnder(root)
  const inSlices = files.filter((path) => path.startsWith('modules/'))
  const strangers = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && files.some((path) => path.startsWith(`${entry.name}/`)))
    .filter((entry) => ![...HOUSE, ...OTHER_FOLDERS].includes(entry.name))
  const names = [
    ...new Set(inSlices.filter((path) => path.split('/').length > 2).map((path) => path.split('/')[1])),
  ]
  const problems = [
    ...inSlices.map((path) => [path, objection(path)]).filter(([, why]) => why),
    ...inSlices.filter((path) => path.endsWith('.ts')).flatMap((path) => misnamedTables(root, path)),
    ...wordless(root, names),
    ...strangers.map((entry) => [entry.name, 'is no folder of the house: ARCHITECTURE.md lists them']),
  ]
  return {
    ok: problems.length === 0 && inSlices.length > 0,
    note: `${names.length} slices, ${inSlices.length} files`,
    output: problems.map(([path, why]) => `${path}: ${why}`).join('\n'),
  }
}
