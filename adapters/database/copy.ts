import { readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { JOBS, JOURNAL, type TableShape } from './shape.ts'

/** Everything in a database at one moment, while others go on writing. */
export interface Snapshot {
  /** `18.4` */
  readonly server: string
  /** Hashes of the migrations that made its tables, oldest first. */
  readonly migrations: readonly string[]
  readonly tables: readonly TableShape[]
  /** The rows of a table as COPY's text, in pieces of any size. */
  rows(table: TableShape): AsyncIterable<Buffer>
  close(): Promise<void>
}

/** Every table of ours; of the job queue the jobs alone, its own tables being made by its library. */
const TABLES = `
  select n.nspname as schema, c.relname as name,
         json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where (n.nspname in ('public', 'drizzle') and c.relkind in ('r', 'p') and not c.relispartition)
     or (n.nspname || '.' || c.relname = '${JOBS}')
  group by 1, 2 order by 1, 2`

/** Opens a read-only snapshot in a transaction of its own; `close` ends it. */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = await connected(url)
  try {
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set statement_timeout = 0")
    await client.query('begin transaction isolation level repeatable read read only')
    const { rows: tables } = await client.query(TABLES)
    const server = await client.query(
      "select split_part(current_setting('server_version'), ' ', 1) as version",
    )
    const journal = await client
      .query(`select to_regclass('${JOURNAL}') as there`)
      .then(({ rows }) => rows[0].there !== null)
    const applied = journal ? await client.query(`select hash from ${JOURNAL} order by created_at, id`) : null
    return {
      server: server.rows[0].version,
      migrations: (applied?.rows ?? []).map((row) => row.hash),
      tables: tables.map(({ schema, name, columns }) => ({ name: `${schema}.${name}`, columns })),
      rows: (table) =>
        client.query(to(`copy (select ${columnsOf(table)} from ${quoted(table.name)}) to stdout`)),
      close: () => client.end(),
    }
  } catch (error) {
    await client.end()
    throw error
  }
}

/** Whether nothing of ours is in the database yet. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const client = await connected(url)
  try {
    const { rows } = await client.query(
      "select count(*)::int as found from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'drizzle') and c.relkind in ('r', 'p')",
    )
    return rows[0].found === 0
  } finally {
    await client.end()
  }
}

/** Fills an empty database in one transaction: until `commit` nothing of it can be seen, and `abandon` leaves nothing behind. */
export interface Loading {
  /** Appends a piece of COPY's text to the rows of a table; the pieces of one table follow each other. */
  add(table: TableShape, piece: Uint8Array): Promise<void>
  commit(): Promise<void>
  abandon(): Promise<void>
}

/** Makes the tables as the first `migrations` migrations of `folder` made them, and waits for their rows. */
export async function openLoading(url: string, folder: string, migrations: number): Promise<Loading> {
  const client = await connected(url)
  let current: { name: string; stream: ReturnType<typeof from>; done: Promise<void> } | null = null
  const end = async (): Promise<void> => {
    const ending = current
    current = null
    if (!ending) return
    ending.stream.end()
    await ending.done
  }
  const begin = async (table: TableShape) => {
    await end()
    const jobs = table.name === JOBS
    if (jobs) await client.query(`create temp table restored_jobs (${typed(table)})`)
    const into = jobs ? 'restored_jobs' : quoted(table.name)
    const stream = client.query(from(`copy ${into} (${columnsOf(table)}) from stdin`))
    const { promise: done, resolve, reject } = Promise.withResolvers<void>()
    stream.once('finish', resolve)
    stream.once('error', reject)
    done.catch(() => undefined)
    return { name: table.name, stream, done }
  }
  try {
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set statement_timeout = 0")
    await client.query('begin')
    for (const { sql } of readMigrationFiles({ migrationsFolder: folder }).slice(0, migrations))
      for (const statement of sql) await client.query(statement)
    await client.query(
      `create schema if not exists drizzle; create table ${JOURNAL} (id serial primary key, hash text not null, created_at bigint)`,
    )
    // Rows come in any order of their tables: what points at each other is looked at when all are there.
    await setForeignKeys(client, 'deferrable initially deferred')
  } catch (error) {
    await client.end()
    throw error
  }
  return {
    async add(table, piece) {
      if (current?.name !== table.name) current = await begin(table)
      const { stream, done } = current
      if (!stream.write(piece)) {
        await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), done])
      }
    },
    async commit() {
      await end()
      await client.query('set constraints all immediate')
      await setForeignKeys(client, 'not deferrable')
      await client.query(`select setval('${JOURNAL}_id_seq', (select coalesce(max(id), 1) from ${JOURNAL}))`)
      await takeJobs(client)
      await client.query('commit')
      await client.end()
    },
    async abandon() {
      current?.stream.destroy()
      await client.end().catch(() => undefined)
    },
  }
}

/**
 * Puts the jobs into the queue as its library made it here: columns that both know, queues that are still there. A job that was
 * being done when the snapshot was taken is done again, which every job of ours stands.
 */
async function takeJobs(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select quote_ident(a.attname) as name from pg_attribute a
     join pg_attribute b on b.attname = a.attname and b.attrelid = '${JOBS}'::regclass and b.attnum > 0
     where a.attrelid = to_regclass('restored_jobs') and a.attnum > 0`,
  )
  if (rows.length === 0) return
  const columns = rows.map(({ name }) => name).join(', ')
  await client.query(
    "update restored_jobs set state = 'retry', start_after = now(), heartbeat_on = null where state = 'active'",
  )
  await client.query(
    `insert into ${JOBS} (${columns}) select ${columns} from restored_jobs where name in (select name from pgboss.queue)`,
  )
}

async function setForeignKeys(client: pg.Client, how: string): Promise<void> {
  const { rows } = await client.query(
    "select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace",
  )
  for (const { table, name } of rows)
    await client.query(`alter table ${table} alter constraint ${name} ${how}`)
}

const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.')
const columnsOf = ({ columns }: TableShape): string =>
  columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ')
const typed = ({ columns }: TableShape): string =>
  columns.map(({ name, type }) => `${pg.escapeIdentifier(name)} ${type}`).join(', ')

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
