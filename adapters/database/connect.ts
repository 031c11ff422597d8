import { DrizzleQueryError } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Database } from '../../kernel/tx.ts'

/** Runs one SQL statement in the transaction it belongs to. */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>

export interface OpenDatabase {
  readonly url: string
  /**
   * Runs `work` in one transaction (read committed). A deadlock or a serialization failure is tried again,
   * three times in all: therefore `work` may do nothing but database work.
   */
  transaction<T>(work: (db: Database, executeSql: ExecuteSql) => Promise<T>): Promise<T>
  /** Whether the database answers within two seconds. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

const RETRY_CODES = new Set(['40001', '40P01'])

/** Opens a pool of connections; every statement and every wait for a lock has a time limit. */
export function openDatabase(url: string, options: { max?: number } = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 20_000,
    // A server that is stopped or unplugged answers nothing, not even that it is too slow.
    query_timeout: 22_000,
    keepAlive: true,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'direct-line',
  })
  // An idle connection that the server closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // The same while it is in use: whoever uses it is told by the statement that fails.
  pool.on('connect', (client) => client.on('error', () => undefined))

  const once = async <T>(work: (db: Database, executeSql: ExecuteSql) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const result = await work(drizzle(client), (text, values) => client.query(text, values))
      await client.query('commit')
      return result
    } catch (error) {
      if (isUnanswered(error)) broken = error
      else
        await client.query('rollback').catch((failure: unknown) => {
          broken = failure instanceof Error ? failure : new Error(String(failure))
        })
      throw withoutValues(error)
    } finally {
      client.release(broken)
    }
  }

  return {
    url,
    async transaction(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(work)
        } catch (error) {
          if (attempt >= 3 || !RETRY_CODES.has(sqlState(error) ?? '')) throw error
        }
      }
    },
    async ready() {
      try {
        await pool.query({ text: 'select 1', query_timeout: 2000 } as pg.QueryConfig)
        return true
      } catch {
        return false
      }
    },
    close: () => pool.end(),
  }
}

const isUnanswered = (error: unknown): error is Error =>
  error instanceof Error && /Query read timeout/.test(`${error.message} ${error.cause}`)

/** The SQLSTATE of a failed statement, also when drizzle wrapped it; null when it is no database error. */
export function sqlState(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code))
      return cause.code
  }
  return null
}

/**
 * A failed statement without the values it was given, which the library writes into its message and the server into its details:
 * names and addresses must reach neither a log nor the output of a job. SQL and SQLSTATE stay.
 */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error
  const code = sqlState(error)
  const cause = code === null ? error.cause : Object.assign(new Error(`SQLSTATE ${code}`), { code })
  return new Error(`Statement failed${code === null ? '' : ` (${code})`}: ${error.query}`, { cause })
}
