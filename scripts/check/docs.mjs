import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { filesUnder } from './tree.mjs'
import { HOUSE } from './vocabulary.mjs'

const PARTS = ['Decided', 'Because', 'Costs', 'Kept true by']

/** Where the rules, flags and commands that a decision names are set. */
const SETTINGS = ['biome.json', 'scripts/check/browser.mjs', 'tsconfig.base.json', 'package.json']

/** `a/{b,c}.ts` as two paths. */
function spelledOut(name) {
  const [, before, choices, after] = /^(.*)\{(.*)\}(.*)$/.exec(name) ?? []
  return choices ? choices.split(',').map((choice) => `${before}${choice}${after}`) : [name]
}

/** What is wrong with a decision: a part is missing, or a check that it names does not exist. */
function ofDecision(path, text, root, settings) {
  const missing = PARTS.filter((part) => !text.includes(`**${part}.**`)).map((part) => `says no "${part}"`)
  const promise = text.slice(text.indexOf('**Kept true by.**'))
  const named = [...promise.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => spelledOut(name))
  const absent = named
    .filter((name) => !name.startsWith('npm '))
    .filter((name) => (name.includes('/') ? !existsSync(join(root, name)) : !settings.includes(name)))
    .map((name) => `is kept true by ${name}, which does not exist`)
  return [...missing, ...absent].map((what) => `${path}: ${what}`)
}

/** Links and pictures of a document that lead nowhere in the project. */
function brokenLinks(path, text, root) {
  return [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target)
    .filter((target) => !existsSync(join(root, dirname(path), target)))
    .map((target) => `${path}: links to ${target}, which is not there`)
}

/** Decisions name checks that exist, links lead somewhere, and ARCHITECTURE.md knows every folder. */
export async function docs(root) {
  const read = (path) => readFileSync(join(root, path), 'utf8')
  const documents = filesUnder(root).filter((path) => path.endsWith('.md'))
  const decisions = documents.filter((path) => /^docs\/decisions\/\d{4}-/.test(path))
  const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'))
  const settings = [...SETTINGS.map(read), ...forbidden.map((rule) => rule.name)].join('\n')
  const architecture = read('ARCHITECTURE.md')
  const index = read('docs/decisions/README.md')
  const problems = [
    ...decisions.flatMap((path) => ofDecision(path, read(path), root, settings)),
    ...decisions
      .filter((path) => !index.includes(path.split('/').at(-1)))
      .map((path) => `${path}: is not in the list`),
    ...documents.flatMap((path) => brokenLinks(path, read(path), root)),
    ...HOUSE.filter((folder) => existsSync(join(root, folder)) && !architecture.includes(`\n${folder}/`)).map(
      (folder) => `ARCHITECTURE.md: says nothing of ${folder}/`,
    ),
  ]
  return {
    ok: problems.length === 0 && decisions.length > 0,
    note: `${decisions.length} decisions, ${documents.length} documents`,
    output: problems.join('\n'),
  }
}
