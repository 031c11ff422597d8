import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { staffAuth } from '../adapters/auth/better-auth.ts'
import { createDatabase, dropDatabase } from '../adapters/database/migrate.ts'
import { noTransport, smtpTransport } from '../adapters/mail/smtp.ts'
import { noMedia } from '../adapters/media/off.ts'
import { system } from '../kernel/actor.ts'
import { settableClock } from '../kernel/clock.ts'
import { systemIds } from '../kernel/ids.ts'
import type { Log } from '../kernel/ports.ts'
import type { Tx } from '../kernel/tx.ts'
import { type App, type AppParts, startApp } from '../server/app.ts'
import { modules } from '../server/modules.ts'
import { freePort } from './free-port.ts'
import { TEMPLATE } from './global-setup.ts'

export interface TestApp extends App {
  readonly clock: ReturnType<typeof settableClock>
  readonly databaseUrl: string
  /** Every log line written so far, as JSON. */
  readonly logged: readonly string[]
  /** One transaction in which the test itself acts: what its story begins with. */
  inside<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** Twenty-one days before the sample call. */
const TEST_NOW = '2026-04-02T09:00:00Z'

/**
 * Starts the real thing on a database of its own and a free port. Jobs do not run by themselves: `drain()` runs what is due.
 * Use with `await using`? No: call `stop()` in afterAll.
 */
export async function startTestApp(
  options: {
    now?: string
    smtpUrl?: string
    requestsPerMinute?: number
    /** A media server; without one there is no stage. */
    media?: AppParts['media']
    /** The organisation's own sign-in service. */
    oidc?: { issuer: string; clientId: string; clientSecret: string }
    /** Reached from the network, by the name localhost: staff then need a second factor. */
    exposed?: true
    /** Behind a proxy that encrypts: this is its address, and the app listens on a port of loopback, unencrypted. */
    proxied?: { publicUrl: string; port: number }
  } = {},
): Promise<TestApp> {
  const server = inject('databaseServer')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const databaseUrl = await createDatabase(server, name, TEMPLATE)
  const clock = settableClock(options.now ?? TEST_NOW)
  const logged: string[] = []
  const port = await freePort()
  const app = await startApp({
    databaseUrl,
    modules,
    clock,
    ids: systemIds,
    log: collectingLog(logged),
    mail: options.smtpUrl ? smtpTransport(options.smtpUrl) : noTransport,
    mailFrom: 'Direct Line <direct-line@mission.example>',
    media: options.media ?? (() => Promise.resolve(noMedia)),
    serverKey: new Uint8Array(32).fill(7),
    host: options.exposed ? '0.0.0.0' : '127.0.0.1',
    port: options.proxied?.port ?? port,
    publicUrl: options.proxied?.publicUrl ?? (options.exposed ? `http://localhost:${port}` : null),
    tls: null,
    trustProxy: options.proxied !== undefined,
    requestsPerMinute: options.requestsPerMinute ?? 100_000,
    oidc: options.oidc !== undefined,
    staffAuth: staffAuth({ databaseUrl, oidc: options.oidc ?? null }),
  })
  return {
    ...app,
    clock,
    databaseUrl,
    logged,
    inside: (work) => app.context.transaction(system('test'), work),
    async stop() {
      await app.stop()
      await dropDatabase(server, name)
    },
  }
}

/** What calls and registrations look at each minute is looked at now, and the mails of it are sent. */
export async function eachMinute(app: TestApp): Promise<void> {
  await app.inside(async (tx) => {
    await tx.enqueue('calls.each-minute', {})
    await tx.enqueue('registration.each-minute', {})
  })
  await app.drain()
}

function collectingLog(lines: string[], bound: object = {}): Log {
  const write = (level: string) => (facts: object, message: string) => {
    lines.push(JSON.stringify({ level, ...bound, ...facts, message }))
  }
  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (facts) => collectingLog(lines, { ...bound, ...facts }),
  }
}
