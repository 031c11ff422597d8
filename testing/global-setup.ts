import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { removeEmbeddedDatabase, startEmbeddedDatabase } from '../adapters/database/embedded.ts'
import { createDatabase, migrateDatabase } from '../adapters/database/migrate.ts'
import { openJobQueue } from '../adapters/jobs/pg-boss.ts'
import { createLog } from '../server/log.ts'
import { modules } from '../server/modules.ts'
import { queuesOf } from '../server/queues.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
  }
}

export const TEMPLATE = 'direct_line_template'

/** One real PostgreSQL for the run; each test file gets a copy of a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'direct-line-test-'))
  // As root PostgreSQL runs as another user, which must be able to enter.
  await chmod(folder, 0o711)
  const database = await startEmbeddedDatabase({ dataDir: folder, testing: true })
  const template = await createDatabase(database.url, TEMPLATE)
  await migrateDatabase(template, join(import.meta.dirname, '..', 'migrations'))
  const queues = queuesOf(modules, () => {
    throw new Error('no job runs while the template is made')
  })
  // Installs the job queue's own tables, so that no test waits for it.
  const jobs = await openJobQueue({
    url: template,
    queues,
    log: createLog('error'),
    onRun: () => undefined,
  })
  await jobs.stop()
  project.provide('databaseServer', database.url)
  return async () => {
    await database.stop()
    await removeEmbeddedDatabase(folder)
    await rm(folder, { recursive: true, force: true })
  }
}
