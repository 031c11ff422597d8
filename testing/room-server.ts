import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { staffAuth } from '../adapters/auth/better-auth.ts'
import { startEmbeddedDatabase } from '../adapters/database/embedded.ts'
import { migrateDatabase } from '../adapters/database/migrate.ts'
import { noTransport } from '../adapters/mail/smtp.ts'
import { noMedia } from '../adapters/media/off.ts'
import { systemClock } from '../kernel/clock.ts'
import { systemIds } from '../kernel/ids.ts'
import { inviteCrowd } from '../modules/room/factories/crowd.ts'
import { longRecord } from '../modules/room/factories/long-record.ts'
import { publishedCall } from '../modules/room/factories/scene.ts'
import { startApp } from '../server/app.ts'
import { createLog } from '../server/log.ts'
import { modules } from '../server/modules.ts'
import { MIGRATIONS } from '../server/run.ts'
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
const app = await startApp({
  databaseUrl: database.url,
  modules,
  clock: systemClock,
  ids: systemIds,
  log: createLog('error'),
  mail: noTransport,
  mailFrom: 'Direct Line <direct-line@mission.example>',
  media: () => Promise.resolve(noMedia),
  serverKey: new Uint8Array(32).fill(7),
  host: '127.0.0.1',
  port: 0,
  publicUrl: null,
  tls: null,
  trustProxy: false,
  requestsPerMinute: 10_000_000,
  oidc: false,
  staffAuth: staffAuth({ databaseUrl: database.url, oidc: null }),
})
await app.work()
const call = await publishedCall(app.context)
const crowd = await inviteCrowd(app.context, call.id, attendees)
const officer = await staffClient(app, 'officer')
if (events > 0) await longRecord(app.context, call, crowd.people, events, kept)

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
