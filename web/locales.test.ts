import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

// Every visible sentence exists in every language, is used somewhere, and takes the same values.

const root = join(import.meta.dirname, '..')
const files = (patterns: readonly string[]) => globSync(patterns, { cwd: root }).sort()

type Keys = ReadonlyMap<string, string>

/** `slice` → language → flat keys. */
const texts = new Map<string, Map<string, Keys>>()
for (const file of files(['modules/*/locales/*.json', '{ui,web,server}/locales/*.json'])) {
  const slice = basename(dirname(dirname(file)))
  const language = basename(file, '.json')
  const known = texts.get(slice) ?? new Map<string, Keys>()
  texts.set(slice, known.set(language, flat(JSON.parse(readFileSync(join(root, file), 'utf8')))))
}

function flat(tree: object, path = ''): Map<string, string> {
  const keys = new Map<string, string>()
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') keys.set(path + name, value)
    else for (const [key, text] of flat(value, `${path}${name}.`)) keys.set(key, text)
  }
  return keys
}

const PLURAL = /_(zero|one|two|few|many|other)$/
const singular = (key: string) => key.replace(PLURAL, '')

/** Whether a slice has this text, in whatever plural forms. */
const has = (slice: string, key: string) =>
  [...(texts.get(slice)?.get('en')?.keys() ?? [])].some((known) => known === key || singular(known) === key)

type Use = {
  file: string
  slice: string
  literals: Set<string>
  patterns: RegExp[]
  calls: { keys: string[]; line: number }[]
}

/** What a source file says: its strings, its templates as patterns, and the keys it hands to `t`. */
function read(file: string): Use {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const slice = /^modules\/([^/]+)\//.exec(file)?.[1] ?? file.split('/')[0] ?? ''
  const use: Use = { file, slice, literals: new Set(), patterns: [], calls: [] }
  // A file may speak for two slices, and hand `t` on: a key counts in each of them.
  const namespaces = [slice]
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) use.literals.add(node.text)
    if (ts.isTemplateExpression(node)) use.patterns.push(patternOf(node))
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments
      if (first && ts.isStringLiteralLike(first)) {
        const callee = node.expression.getText(source)
        if (callee === 'useTranslation') namespaces.push(first.text)
        // `say` is `t` under another name in the screens; elsewhere it is anything.
        if (/(^|\.)t$/.test(callee) || (callee === 'say' && file.includes('/web/'))) {
          const keys = first.text.includes(':')
            ? [first.text]
            : namespaces.map((each) => `${each}:${first.text}`)
          use.calls.push({ keys, line: source.getLineAndCharacterOfPosition(node.pos).line + 1 })
        }
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return use
}

/** `errors.${reason}` fits every key that begins with `errors.`. A template of nothing but values fits no key. */
function patternOf(node: ts.TemplateExpression): RegExp {
  const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
  if (!/[a-z]{2,}/.test(parts.join(''))) return /^$/
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`)
}

const uses = files(['modules/**/*.{ts,tsx}', '{ui,web,server,kernel,cli,adapters}/**/*.{ts,tsx}'])
  .filter((file) => !/\.test\.tsx?$|\/gallery\/|factories/.test(file))
  .map(read)

const slices = [...texts.keys()].sort()

test('something is looked at', () => {
  expect(slices).toContain('ui')
  expect(uses.flatMap((use) => use.calls).length).toBeGreaterThan(50)
})

test('a text that is asked for exists', () => {
  const missing = uses.flatMap((use) =>
    use.calls
      .filter(
        ({ keys }) => !keys.some((key) => has(key.split(':')[0] ?? '', key.split(':').slice(1).join(':'))),
      )
      .map(({ keys, line }) => `${use.file}:${line} ${keys.join(' or ')}`),
  )
  expect(missing).toEqual([])
})

test('the reason of an error has a sentence', () => {
  const reasons = uses.flatMap((use) => {
    const text = readFileSync(join(root, use.file), 'utf8')
    return [...text.matchAll(/new AppError\(\s*'\w+',\s*'([\w-]+)\.([\w.]+)'/g)].map(([, slice, key]) => ({
      file: use.file,
      slice,
      key,
    }))
  })
  expect(reasons.length).toBeGreaterThan(10)
  const missing = reasons.filter(({ slice = '', key }) => !has(slice, `errors.${key}`))
  expect(missing.map(({ file, slice, key }) => `${file} ${slice}.${key}`)).toEqual([])
})

test.each(slices)('%s: every text is used', (slice) => {
  const own = uses.filter((use) => use.slice === slice)
  const keys = [...new Set([...(texts.get(slice)?.get('en')?.keys() ?? [])].map(singular))]
  const unused = keys.filter((key) => {
    const last = key.split('.').at(-1) ?? ''
    const grouped = /^(errors|fields)\./.test(key)
    const reason = `${slice}.${key.replace(/^errors\./, '')}`
    return !(
      own.some(
        (use) =>
          use.literals.has(key) ||
          (grouped && use.literals.has(last)) ||
          use.patterns.some((p) => p.test(key)),
      ) ||
      uses.some(
        (use) =>
          use.literals.has(`${slice}:${key}`) ||
          use.literals.has(reason) ||
          use.patterns.some((p) => p.test(`${slice}:${key}`)),
      ) ||
      (grouped && uses.some((use) => use.literals.has(last)))
    )
  })
  expect(unused).toEqual([])
})

/** Texts that are the same in both languages on purpose. */
const SAME = new Set(['Direct Line', 'CSV', 'RSS', 'iCalendar', 'JSON Feed'])

test.each(slices)('%s: both languages have the same texts with the same values', (slice) => {
  const en = texts.get(slice)?.get('en') ?? new Map<string, string>()
  const ur = texts.get(slice)?.get('ur') ?? new Map<string, string>()
  const values = (text: string) => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort().join(' ')
  // A sentence for one need not name the number: "one firm".
  const differ = [...en].filter(([key, text]) => {
    const other = ur.get(key)
    return other !== undefined && !/_(zero|one)$/.test(key) && values(text) !== values(other)
  })
  const same = [...en].filter(([key, text]) => {
    const words = text.replace(/\{\{[^}]+\}\}/g, '')
    return ur.get(key) === text && /[A-Za-z]{2,}/.test(words) && !SAME.has(text.trim())
  })
  // A form that only Urdu needs (he, she) may stand beside the one that English has.
  expect(
    [...ur.keys()].filter((key) => !en.has(key) && !en.has(key.replace(/_[a-z]+$/, ''))),
    'only in Urdu',
  ).toEqual([])
  expect(
    [...en.keys()].filter((key) => !ur.has(key)),
    'only in English',
  ).toEqual([])
  expect(
    differ.map(([key]) => key),
    'other values',
  ).toEqual([])
  expect(
    same.map(([key]) => key),
    'not translated',
  ).toEqual([])
})

test('the list of what no Urdu speaker has read names every Urdu file', () => {
  const list = readFileSync(join(root, 'ui/locales/UNCHECKED.md'), 'utf8')
  const urdu = files(['modules/*/locales/ur.json', '{ui,web,server}/locales/ur.json'])
  expect(urdu.filter((file) => !list.includes(file))).toEqual([])
})
