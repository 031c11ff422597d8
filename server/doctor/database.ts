import { checkDatabase, serverClock } from '../../adapters/database/check.ts'
import { passwordsState } from '../../adapters/database/embedded/folder.ts'
import { hasEmbeddedDatabase, runningEmbeddedDatabase } from '../../adapters/database/embedded.ts'
import { pendingMigrations } from '../../adapters/database/migrate.ts'
import { WrongEnvironment } from '../../kernel/wrong-environment.ts'
import type { Config } from '../config.ts'
import { MIGRATIONS } from '../run.ts'
import { type Finding, ok, warning, wrong } from './finding.ts'

const about = 'Database'

export async function lookAtDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl) return look(config.databaseUrl, 'The database of DATABASE_URL')
  if (!(await hasEmbeddedDatabase(config.dataDir)))
    return [ok(about, 'The embedded database was not made yet: npm start makes it.')]
  const passwords = await passwordsState(config.dataDir)
  if (passwords !== 'there')
    return [
      wrong(
        about,
        `postgres-passwords.json in ${config.dataDir} is ${passwords}: stop the server and run npx direct-line doctor --repair, which gives the database new passwords.`,
      ),
    ]
  const running = await runningEmbeddedDatabase(config.dataDir)
  if (!running)
    return [ok(about, 'The embedded database is there and starts with the server, which does not run now.')]
  return look(running, 'The embedded database')
}

async function look(url: string, what: string): Promise<Finding[]> {
  try {
    await checkDatabase(url)
    const pending = await pendingMigrations(url, MIGRATIONS)
    if (pending < 0) return [wrong(about, `${what} was written by a newer Direct Line: update this one.`)]
    if (pending > 0)
      return [warning(about, `${what} answers; ${pending} steps bring it up to date at the next start.`)]
    return [ok(about, `${what} answers and is up to date.`)]
  } catch (error) {
    return [
      wrong(
        about,
        error instanceof WrongEnvironment ? error.message : `${what} cannot be used: ${String(error)}`,
      ),
    ]
  }
}

/** By how many milliseconds the database's clock is ahead of ours; null when nobody can be asked. */
export async function databaseAhead(config: Config): Promise<number | null> {
  const url = config.databaseUrl ?? (await runningEmbeddedDatabase(config.dataDir).catch(() => null))
  return url ? serverClock(url).catch(() => null) : null
}
