import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { staffAuth } from '../adapters/auth/better-auth.ts'
import { startEmbeddedDatabase } from '../adapters/database/embedded.ts'
import { migrateDatabase } from '../adapters/database/migrate.ts'
import { noTransport } from '../adapters/mail/smtp.ts'
import { noMedia } from '../adapters/media/off.ts'
import { system } from '../kernel/actor.ts'
import { systemClock } from '../kernel/clock.ts'
import { systemIds } from '../kernel/ids.ts'
import { accessCommands } from '../modules/access/contract.ts'
import { guest, publishedCall } from '../modules/room/factories/scene.ts'
import { startApp } from '../server/app.ts'
import { createLog } from '../server/log.ts'
import { modules } from '../server/modules.ts'
import { MIGRATIONS } from '../server/run.ts'

/**
 * A process of its own for load from outside: the real server on a real embedded database (durable as in production),
 * with a published call and as many people with links as `process.argv` says. Prints one line of JSON when it is ready.
 */
const attendees = Number(process.argv[2] ?? 10)
const me = system('bench')
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
const links: string[] = []
const moderator = await app.context.transaction(me, async (tx) => {
  for (let n = 0; n < attendees; n++) {
    const who = {
      name: `Attendee ${n}`,
      firm: `Firm ${'abcdefghij'[n % 10]}${'abcdefghij'[Math.floor(n / 10) % 10]}`,
      roles: ['attendee'] as const,
    }
    links.push((await guest(tx, call.id, who)).url)
  }
  const { person } = await guest(tx, call.id, { name: 'Mod Erator', firm: 'Mission', roles: ['moderator'] })
  return (await tx.use(accessCommands).link(tx, me, { call: call.id, person }))?.url ?? ''
})

process.stdout.write(
  `${JSON.stringify({ url: app.url, call: call.id, rulesVersion: call.rulesVersion, moderator, links })}\n`,
)

const stop = async (): Promise<void> => {
  await app.stop()
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
  process.exit(0)
}
process.once('SIGTERM', stop)
process.on('disconnect', stop)
