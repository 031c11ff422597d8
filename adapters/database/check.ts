import pg from 'pg'
import { failureCode, WrongEnvironment } from '../../kernel/wrong-environment.ts'

/** The oldest PostgreSQL that our SQL runs on. */
const OLDEST = 16

/**
 * Makes sure that the server of `DATABASE_URL` can be used: it answers, lets us in, is new enough, keeps UTF-8,
 * and lets us make tables. Throws `WrongEnvironment` with one sentence that says what to do.
 */
export async function checkDatabase(url: string): Promise<void> {
  const where = placeOf(url)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
              has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create') as may_create`,
    )
    const { major, encoding, may_create: mayCreate } = rows[0]
    if (major < OLDEST) {
      throw new WrongEnvironment(
        `The database at ${where} is PostgreSQL ${major}: use one of version ${OLDEST} or newer, or leave DATABASE_URL out to use the embedded one.`,
      )
    }
    if (encoding !== 'UTF8') {
      throw new WrongEnvironment(
        `The database at ${where} keeps its text as ${encoding}: create it with encoding UTF8 and name it in DATABASE_URL.`,
      )
    }
    if (!mayCreate) {
      throw new WrongEnvironment(
        `The user in DATABASE_URL may not create tables in the database at ${where}: make it the owner of that database.`,
      )
    }
  } catch (error) {
    throw unusable(error, where)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** By how many milliseconds the clock of the server is ahead of ours, half the way there and back left out. */
export async function serverClock(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const before = Temporal.Now.instant().epochMilliseconds
    const { rows } = await client.query('select extract(epoch from clock_timestamp())::float8 * 1000 as now')
    const after = Temporal.Now.instant().epochMilliseconds
    return rows[0].now - (before + after) / 2
  } finally {
    await client.end()
  }
}

function unusable(error: unknown, where: string): unknown {
  if (error instanceof WrongEnvironment) return error
  const sentence = SENTENCES[codeOf(error)]
  if (!sentence) {
    const said = error instanceof Error ? error.message : String(error)
    return new WrongEnvironment(`The database at ${where} cannot be used (${said}): correct DATABASE_URL.`, {
      cause: error,
    })
  }
  return new WrongEnvironment(sentence(where), { cause: error })
}

const unreachable = (where: string) =>
  `No database answers at ${where}: start it, or correct DATABASE_URL, or leave it out to use the embedded one.`
const refused = (where: string) =>
  `The database at ${where} does not take the user and password of DATABASE_URL: correct them.`

const SENTENCES: Readonly<Record<string, (where: string) => string>> = {
  ECONNREFUSED: unreachable,
  ETIMEDOUT: unreachable,
  ENETUNREACH: unreachable,
  EHOSTUNREACH: unreachable,
  ECONNRESET: unreachable,
  ENOENT: unreachable,
  timeout: unreachable,
  ENOTFOUND: (where) =>
    `The host of the database at ${where} is not known: correct its name in DATABASE_URL.`,
  EAI_AGAIN: (where) =>
    `The host of the database at ${where} is not known: correct its name in DATABASE_URL.`,
  '28P01': refused,
  '28000': refused,
  '3D000': (where) => `There is no database of that name at ${where}: create it, or correct DATABASE_URL.`,
  '57P03': (where) => `The database at ${where} is starting up or shutting down: try again in a moment.`,
  '53300': (where) => `The database at ${where} has no connection left for us: raise its max_connections.`,
}

/** pg tells a timeout by its words alone, and several failed addresses by an `AggregateError`. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return failureCode(error.errors[0]) ?? 'ECONNREFUSED'
  if (error instanceof Error && /timeout/i.test(error.message)) return 'timeout'
  return failureCode(error) ?? ''
}

/** The URL without user and password, for people and logs. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) {
    throw new WrongEnvironment(
      'DATABASE_URL is no address of a database: write it as postgres://user:password@host:5432/name.',
    )
  }
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
