import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

/** Brings the database to the newest schema; does nothing when it is there already. */
export async function migrateDatabase(url: string, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    // Two servers starting at once must not both migrate.
    await client.query('select pg_advisory_lock(4100)')
    await migrate(drizzle(client), { migrationsFolder: folder })
  } finally {
    await client.end()
  }
}

/** Whether the migrations with these hashes, in this order, are the first ones of `folder`. */
export function appliedBy(folder: string, hashes: readonly string[]): boolean {
  const known = readMigrationFiles({ migrationsFolder: folder })
  return hashes.length > 0 && hashes.every((hash, index) => known[index]?.hash === hash)
}

/** How many migrations of `folder` the database lacks; negative when it knows some that the folder does not. */
export async function pendingMigrations(url: string, folder: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const known = readMigrationFiles({ migrationsFolder: folder })
    const there = await client.query("select to_regclass('drizzle.__drizzle_migrations') as journal")
    if (there.rows[0].journal === null) return known.length
    const { rows } = await client.query('select hash from drizzle.__drizzle_migrations')
    const ours = new Set(known.map(({ hash }) => hash))
    return rows.some(({ hash }) => !ours.has(hash)) ? -1 : known.length - rows.length
  } finally {
    await client.end()
  }
}

/** Removes a schema and everything in it. */
export async function removeSchema(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query(`drop schema if exists ${client.escapeIdentifier(name)} cascade`)
  } finally {
    await client.end()
  }
}

/** Makes an empty database beside the one of `url`, as a copy of `template` when given; answers its URL. */
export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const from = template ? ` template ${client.escapeIdentifier(template)}` : ''
    await client.query(`create database ${client.escapeIdentifier(name)}${from}`)
  } finally {
    await client.end()
  }
  const made = new URL(url)
  made.pathname = `/${name}`
  return made.href
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
  } finally {
    await client.end()
  }
}
