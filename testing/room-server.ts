import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedDatabase } from '../adapters/database/embedded.ts'
import { migrateDatabase } from '../adapters/database/migrate.ts'
import { inviteCrowd } from '../modules/room/factories/crowd.ts'
import { publishedCall } from '../modules/room/factories/scene.ts'
import { MIGRATIONS } from '../server/run.ts'
import { roomApp } from './room-app.ts'
import type { RecordAsked } from './room-record.ts'
import { staffClient } from './sign-in.ts'

/**
 * A process of its own for load from outside: the real server on a real embedded database (durable as in production),
 * with a published call and as many people with links as `process.argv` says. Prints one line of JSON when it is ready.
 */
const attendees = Number(process.argv[2] ?? 10)
/** So many events of a long call stand in its record already. */
const events = Number(process.argv[3] ?? 0)
/** Its state was kept, as a room does; `unkept`: as after an update. */
const kept = process.argv[4] !== 'unkept'
const dataDir = await mkdtemp(join(tmpdir(), 'direct-line-bench-'))
const database = await startEmbeddedDatabase({ dataDir })
await migrateDatabase(database.url, MIGRATIONS)
const app = await roomApp(database.url)
await app.work()
const call = await publishedCall(app.context)
const crowd = await inviteCrowd(app.context, call.id, attendees)
const officer = await staffClient(app, 'officer')
if (events > 0) {
  const writer = fork(join(import.meta.dirname, 'room-record.ts'))
  const asked: RecordAsked = { databaseUrl: database.url, call: call.id, people: crowd.people, events, kept }
  writer.send(asked)
  const [code] = await once(writer, 'exit')
  if (code !== 0) throw new Error('the record was not written')
}

process.stdout.write(
  `${JSON.stringify({
    url: app.url,
    call: call.id,
    rulesVersion: call.rulesVersion,
    officer: officer.cookie,
    moderators: crowd.moderators,
    attendees: crowd.attendees,
  })}\n`,
)

let stopping = false
const stop = async (): Promise<void> => {
  if (stopping) return
  stopping = true
  await app.stop()
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
  process.exit(0)
}
process.once('SIGTERM', stop)
process.on('disconnect', stop)
