/** The folders of the house that hold code, as ARCHITECTURE.md lists them. */
export const HOUSE = [
  'kernel',
  'modules',
  'media',
  'ui',
  'adapters',
  'server',
  'web',
  'cli',
  'demo',
  'testing',
  'bench',
  'e2e',
  'scripts',
]

/**
 * The words a slice is made of. One table, three readers: the import rule (.dependency-cruiser.cjs), the check
 * that a slice holds no other files (slices.mjs), and whoever wants to know where a thing belongs.
 *
 * A word is a file (`store.ts`) or, once it outgrows one, a folder of that name (`store/questions.ts`).
 * `own`: the words of the same slice it may import. `others`: the words of other slices it may import.
 * `kernel/` may be imported by all.
 *
 * @type {Readonly<Record<string, { says: string, own: readonly string[], others: readonly string[] }>>}
 */
export const WORDS = {
  contract: {
    says: 'zod schemas, routes, events, socket messages, commands offered: shared by server and web',
    own: [],
    others: ['contract'],
  },
  rules: {
    says: 'pure decisions: state machines, permissions, scoring, reducers; shared by server and web',
    own: ['contract'],
    others: ['contract'],
  },
  tables: {
    says: "this slice's tables; may reference another slice's tables",
    own: ['contract', 'rules'],
    others: ['contract', 'tables'],
  },
  store: {
    says: 'writes; takes the transaction first',
    own: ['contract', 'rules', 'tables'],
    others: ['contract'],
  },
  views: {
    says: "the second public door: what other slices' reads may join or ask for, and nothing more",
    own: ['contract', 'rules', 'tables'],
    others: ['contract', 'views'],
  },
  reads: {
    says: "queries for this slice's screens",
    own: ['contract', 'rules', 'tables', 'views'],
    others: ['contract', 'views'],
  },
  service: {
    says: 'use cases: (tx, actor, input)',
    own: ['contract', 'rules', 'tables', 'store', 'views', 'reads'],
    others: ['contract', 'views'],
  },
  mails: {
    says: 'the mails this slice sends: what is read for them and how they are worded',
    own: ['contract', 'rules', 'views', 'reads', 'locales'],
    others: ['contract', 'views'],
  },
  pages: {
    says: 'handlers of pages rendered on the server',
    own: ['contract', 'rules', 'views', 'reads', 'service', 'locales'],
    others: ['contract', 'views'],
  },
  module: {
    says: 'defineModule: routes, pages, sockets, on, jobs, offers, uses',
    own: ['contract', 'rules', 'tables', 'store', 'views', 'reads', 'service', 'mails', 'pages', 'locales'],
    others: ['contract', 'views'],
  },
  factories: {
    says: 'test data',
    own: ['contract', 'rules', 'tables', 'store', 'service'],
    others: ['contract', 'tables', 'factories'],
  },
  web: {
    says: 'panels and hooks; index.ts and pages.ts are its only doors',
    own: ['contract', 'rules', 'locales'],
    others: ['contract', 'web'],
  },
  locales: {
    says: 'en.json, ur.json: every visible string',
    own: [],
    others: [],
  },
}

/** Words that are always a folder. */
export const FOLDERS = ['web', 'locales']

/** A regular expression (as text) for the files of one of `words` in the slice that `slice` matches. */
export const filesOf = (words, slice = '[^/]+') =>
  `^modules/${slice}/(${words.join('|')})(\\.ts$|/(?!.*\\.test\\.tsx?$).+$)`
