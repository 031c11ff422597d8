import { type SQL, sql } from 'drizzle-orm'
import { system } from '../kernel/actor.ts'
import type { TestApp } from './start-app.ts'

/** Looks into the database past every door: to show what is there, and what is not. */
export const look = <T>(app: TestApp, query: SQL): Promise<T[]> =>
  app.context.transaction(
    system('test'),
    async (tx) => ((await tx.db.execute(query)) as unknown as { rows: T[] }).rows,
  )

/** Every row of every table, job queues included, and every indexed value with it (an index holds nothing that its table does not). */
export async function everything(app: TestApp): Promise<string> {
  const tables = await look<{ name: string }>(
    app,
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await look<{ row: string }>(app, sql`select t::text as row from ${sql.raw(name)} t`)
    rows.push(...found.map(({ row }) => `${name} ${row}`))
  }
  return rows.join('\n')
}
