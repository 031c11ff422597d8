/**
 * Violations, each of which a check must find when it is planted in a copy of the tree. For each check: the files
 * to plant, and what its output must then say, as [file, text on the same line] pairs. A rule without a planted
 * violation is refused by the proof (imports) or not relied on (the others).
 */

const lines = (...all) => `${all.join('\n')}\n`
const imports = (...paths) => lines(...paths.map((path) => `import '${path}'`), 'export {}')

/** [rule, file that breaks it, what it imports] */
const BROKEN_IMPORTS = [
  ['kernel-imports', 'kernel/planted.ts', '../server/planted.ts'],
  ['adapters-imports', 'adapters/planted.ts', '../server/planted.ts'],
  ['media-imports', 'media/planted.ts', '../adapters/planted.ts'],
  ['ui-imports', 'ui/planted.tsx', '../modules/planted/contract.ts'],
  ['server-imports', 'server/planted.ts', '../modules/planted/store.ts'],
  ['demo-imports', 'demo/planted.ts', '../modules/planted/service.ts'],
  ['cli-imports', 'cli/planted.ts', '../adapters/planted.ts'],
  ['web-imports', 'web/planted.tsx', '../modules/planted/web/inner.tsx'],
  ['testing-imports', 'testing/planted.ts', '../modules/planted/service.ts'],
  ['e2e-imports', 'e2e/planted.ts', '../server/planted.ts'],
  ['bench-imports', 'bench/planted.ts', '../server/planted.ts'],
  ['slice-contract', 'modules/planted/contract.ts', './rules.ts'],
  ['slice-rules', 'modules/planted/rules.ts', './tables.ts'],
  ['slice-tables', 'modules/planted/tables.ts', '../other/views.ts'],
  ['slice-store', 'modules/planted/store.ts', '../other/tables.ts'],
  ['slice-views', 'modules/planted/views.ts', './reads.ts'],
  ['slice-reads', 'modules/planted/reads.ts', '../other/tables.ts'],
  ['slice-service', 'modules/planted/service.ts', '../other/service.ts'],
  ['slice-mails', 'modules/planted/mails.ts', './store.ts'],
  ['slice-pages', 'modules/planted/pages.ts', '../other/reads.ts'],
  ['slice-module', 'modules/planted/module.ts', '../other/service.ts'],
  ['slice-factories', 'modules/planted/factories.ts', '../other/service.ts'],
  ['slice-web', 'modules/planted/web/index.tsx', '../store.ts'],
  ['test-of-a-slice', 'modules/planted/service.test.ts', '../other/store.ts'],
  ['nobody-imports-tests', 'modules/planted/reads.test.ts', './service.test.ts'],
  ['product-without-tests-tools', 'server/tools.ts', '../testing/planted.ts'],
  ['kernel-libraries', 'kernel/library.ts', 'pg'],
  ['slice-libraries', 'modules/planted/service/library.ts', 'nodemailer'],
  ['media-libraries', 'media/library.ts', 'pg'],
  ['face-libraries', 'web/library.tsx', 'fastify'],
  ['server-libraries', 'server/library.ts', 'better-auth'],
  ['demo-libraries', 'demo/library.ts', 'pg'],
  ['cli-libraries', 'cli/library.ts', 'pg'],
  ['tests-libraries', 'testing/library.ts', 'pg'],
  ['kernel-without-io', 'kernel/disk.ts', 'node:fs'],
  ['slice-without-io', 'modules/planted/service/disk.ts', 'node:net'],
  ['browser-without-node', 'web/main.tsx', '../modules/planted/web/index.tsx'],
  ['no-cycles', 'adapters/one.ts', './two.ts'],
  ['resolvable', 'adapters/nowhere.ts', './nothing.ts'],
  ['declared', 'adapters/undeclared.ts', 'rolldown'],
  ['no-dev-dependency-in-product', 'adapters/development.ts', 'vitest'],
]

/** The other ends of the planted imports. */
const PARTNERS = {
  'adapters/two.ts': imports('./one.ts'),
  'modules/planted/web/inner.tsx': imports('react'),
  'modules/planted/store.ts': imports('../other/tables.ts', 'drizzle-orm/pg-core'),
  ...Object.fromEntries(
    ['tables', 'views', 'reads', 'service', 'store'].map((word) => [
      `modules/other/${word}.ts`,
      imports('zod'),
    ]),
  ),
}

const OF_IMPORTS = {
  files: {
    ...Object.fromEntries(BROKEN_IMPORTS.map(([, file, target]) => [file, imports(target)])),
    ...PARTNERS,
  },
  finds: BROKEN_IMPORTS.map(([rule, file]) => [file, rule]),
  rules: BROKEN_IMPORTS.map(([rule]) => rule),
}

/** [what the compiler says, the line that deserves it] */
const TYPE_ERRORS = [
  ['TS2322', 'export const text: string = 1'],
  ['TS2532', 'export const size = (all: string[]) => all[0].length'],
  ['TS2375', 'export const none: { at?: string } = { at: undefined }'],
  ['TS4111', 'export const inherited = (record: Record<string, string>) => record.name'],
  ['TS1294', "export enum Colour { Red = 'red' }"],
  ['TS1484', "import { Locale } from '../../kernel/locale.ts'; export type Tongue = Locale"],
  ['TS4114', 'class A { at() {} } export class B extends A { at() {} }'],
  ['TS7030', 'export const half = (yes: boolean) => { if (yes) return 1 }'],
  ['TS2584', 'export const title = () => document.title'],
]

const OF_TYPES = {
  files: Object.fromEntries([
    ...TYPE_ERRORS.map(([, line], at) => [`scripts/planted/type-${at}.ts`, lines(line)]),
    [
      'tsconfig.planted.json',
      JSON.stringify({
        extends: './tsconfig.json',
        compilerOptions: { incremental: false },
        include: ['scripts/planted/type-*.ts'],
      }),
    ],
  ]),
  finds: TYPE_ERRORS.map(([code], at) => [`scripts/planted/type-${at}.ts`, code]),
}

/** [rule, file, text] */
const LINT_ERRORS = [
  ['noExplicitAny', 'kernel/planted-any.ts', 'export const anything = (value: any) => value'],
  ['noConsole', 'server/planted-console.ts', "console.log('said')"],
  ['noProcessEnv', 'modules/planted/rules/env.ts', "export const port = process.env['PORT']"],
  ['noRestrictedGlobals', 'kernel/planted-date.ts', 'export const now = () => new Date()'],
  [
    'noFloatingPromises',
    'kernel/planted-await.ts',
    "import type { Tx } from './tx.ts'\nexport function forgot(tx: Tx) {\n  tx.enqueue('mail.send', {})\n}",
  ],
  ['noDefaultExport', 'kernel/planted-default.ts', 'export default 1'],
  ['noNonNullAssertion', 'kernel/planted-bang.ts', 'export const first = (all: string[]) => all[0]!'],
  ['useImportExtensions', 'kernel/planted-extension.ts', "export { LOCALES } from './module'"],
  ['noSkippedTests', 'kernel/planted.test.ts', "import { it } from 'vitest'\nit.skip('later', () => {})"],
  [
    'noFocusedTests',
    'kernel/planted-only.test.ts',
    "import { it } from 'vitest'\nit.only('alone', () => {})",
  ],
  ['noTsIgnore', 'kernel/planted-ignore.ts', '// @ts-ignore\nexport const wrong: string = 1'],
  [
    'noPlaywrightWaitForTimeout',
    'e2e/planted-sleep.ts',
    "import type { Page } from '@playwright/test'\nexport const nap = (page: Page) => page.waitForTimeout(1)",
  ],
  ['useLogicalProperties', 'ui/planted.css', '.a {\n  margin-left: 1px;\n}'],
  ['noJsxLiterals', 'ui/planted-words.tsx', 'export const A = () => <p>Approve</p>'],
  ['format', 'kernel/planted-format.ts', 'export  const   crooked="x";'],
]

const OF_LINT = {
  files: Object.fromEntries(LINT_ERRORS.map(([, file, text]) => [file, `${text}\n`])),
  finds: LINT_ERRORS.map(([rule, file]) => [file, rule]),
}

const OF_UNUSED = {
  files: {
    'kernel/planted-nobody.ts': lines('export const nobodyNeedsMe = 1'),
    'scripts/planted-half.mjs': lines("import { used } from './check/planted-parts.mjs'", 'used()'),
    'scripts/check/planted-parts.mjs': lines('export const used = () => 1', 'export const unused = () => 2'),
  },
  finds: [
    ['kernel/planted-nobody.ts', ''],
    ['scripts/check/planted-parts.mjs', 'unused'],
  ],
}

const OF_SIZE = {
  files: {
    'kernel/planted-long.ts': lines(...Array.from({ length: 401 }, (_, at) => `export const n${at} = ${at}`)),
  },
  finds: [['kernel/planted-long.ts', 'the limit is 400']],
}

const OF_SLICES = {
  files: {
    'modules/planted/helpers.ts': lines('export {}'),
    'modules/stray.ts': lines('export {}'),
    'utils/planted.ts': lines('export {}'),
    'modules/planted/tables/strange.ts': lines("pgTable('strangers', {})"),
  },
  finds: [
    ['modules/planted/helpers.ts', 'is not a word of a slice'],
    ['modules/stray.ts', 'holds slices only'],
    ['utils', 'is no folder of the house'],
    ['modules/planted/tables/strange.ts', "does not begin with the slice's name"],
    ['modules/planted', 'no word of GLOSSARY.md'],
  ],
}

const OF_DOCS = {
  files: {
    'docs/decisions/9999-a-wish.md': lines('# 9999 A wish', '**Kept true by.** `scripts/check/hope.mjs`'),
    'docs/planted.md': lines('[more](nowhere.md)'),
  },
  finds: [
    ['docs/decisions/9999-a-wish.md', 'says no "Decided"'],
    ['docs/decisions/9999-a-wish.md', 'scripts/check/hope.mjs, which does not exist'],
    ['docs/decisions/9999-a-wish.md', 'is not in the list'],
    ['docs/planted.md', 'nowhere.md, which is not there'],
  ],
}

export const PLANTED = {
  types: OF_TYPES,
  lint: OF_LINT,
  imports: OF_IMPORTS,
  unused: OF_UNUSED,
  size: OF_SIZE,
  slices: OF_SLICES,
  docs: OF_DOCS,
}
