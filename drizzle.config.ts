import { globSync } from 'node:fs'
import { defineConfig } from 'drizzle-kit'

const tables = ['kernel/tables.ts', 'modules/*/tables.ts', 'modules/*/tables/*.ts']

/** Every table of the house; `npm run db:generate` is the only user (scripts/db-generate.mjs). */
export default defineConfig({
  dialect: 'postgresql',
  schema: globSync(tables)
    .filter((file) => !file.endsWith('.test.ts'))
    .sort(),
  out: './migrations',
})
