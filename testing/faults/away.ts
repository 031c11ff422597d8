import { openDatabase } from '../../adapters/database/connect.ts'

/**
 * Takes the database away from the rooms and from nobody else: the table of events is held, and whoever waits for it loses the connection,
 * again and again, until what `provoke` began says that the database is gone. Everything else answers as before, so that what is asked of
 * a room over HTTP reaches it. Runs `meanwhile`, and lets go.
 */
export async function withoutEvents<T>(
  databaseUrl: string,
  provoke: () => Promise<unknown>,
  meanwhile: () => Promise<T>,
): Promise<T> {
  const database = openDatabase(databaseUrl, { max: 1 })
  try {
    return await database.transaction(async (_db, execute) => {
      await execute('lock table events in access exclusive mode')
      const noticed = provoke().then(() => true)
      while (!(await Promise.race([noticed, false]))) {
        await execute(
          `select pg_terminate_backend(pid), pg_sleep(0.02) from pg_locks
           where not granted and relation = 'events'::regclass`,
        )
      }
      return await meanwhile()
    })
  } finally {
    await database.close()
  }
}
