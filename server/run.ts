import { join } from 'node:path'
import { staffAuth } from '../adapters/auth/better-auth.ts'
import { checkDatabase } from '../adapters/database/check.ts'
import { openDataFolder } from '../adapters/database/embedded/folder.ts'
import { runningEmbeddedDatabase, startEmbeddedDatabase } from '../adapters/database/embedded.ts'
import { migrateDatabase } from '../adapters/database/migrate.ts'
import { noTransport, smtpTransport } from '../adapters/mail/smtp.ts'
import { chooseMedia } from '../adapters/media/choose.ts'
import { noMedia } from '../adapters/media/off.ts'
import { systemClock } from '../kernel/clock.ts'
import { hmacSigner, systemIds } from '../kernel/ids.ts'
import type { AppContext, Log } from '../kernel/ports.ts'
import { type App, startApp } from './app.ts'
import { type Config, isLoopback } from './config.ts'
import { createLog } from './log.ts'
import { modules } from './modules.ts'
import { serverKey } from './secret.ts'
import { readTls } from './tls.ts'

export const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')

export interface RunningServer {
  readonly app: App
  stop(): Promise<void>
}

/** PostgreSQL says much at every start; only what it worries about is passed on. It holds no statement and no value. */
const worries = (log: Log) => (text: string) => {
  if (/\b(WARNING|ERROR|FATAL|PANIC):/.test(text)) log.warn({ text }, 'database')
}

/**
 * Starts an installation: its database, the schema, the server. `say` is told what is being done when it may take over a second.
 * `onDatabase` is told when the embedded database ended by itself, and when it is back.
 */
export async function runServer(
  config: Config,
  say: (message: string) => void,
  onDatabase: (state: 'gone' | 'back') => void,
): Promise<RunningServer> {
  const server = await start(config, say, onDatabase)
  await server.app.work()
  return server
}

/** Database, schema and server; the workers of timed work are not started. */
async function start(
  config: Config,
  say: (message: string) => void,
  onDatabase: (state: 'gone' | 'back') => void = () => undefined,
  beside = false,
): Promise<RunningServer> {
  const log = createLog(config.logLevel)
  await openDataFolder(config.dataDir)
  const tls = config.tls && (await readTls(config.tls))
  const key = await serverKey(config.dataDir)
  if (config.databaseUrl) await checkDatabase(config.databaseUrl)
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedDatabase({
        dataDir: config.dataDir,
        onProgress: say,
        log: worries(log),
      })
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  embedded?.onChange(onDatabase)
  try {
    say('Bringing the database up to date')
    await migrateDatabase(databaseUrl, MIGRATIONS)
    const app = await startApp({
      databaseUrl,
      modules,
      clock: systemClock,
      ids: systemIds,
      log,
      mail: config.smtpUrl ? smtpTransport(config.smtpUrl, { perMinute: config.mailPerMinute }) : noTransport,
      mailFrom: config.mailFrom,
      media: ({ metrics }) =>
        beside
          ? Promise.resolve(noMedia)
          : chooseMedia(config.media, {
              dataDir: config.dataDir,
              apiSecret: hmacSigner(key).sign('media'),
              loopback: isLoopback(config.host) && isLoopback(new URL(config.publicUrl).hostname),
              log,
              metrics,
            }),
      serverKey: key,
      host: config.host,
      port: config.port,
      publicUrl: config.publicUrlGiven ? config.publicUrl : null,
      tls,
      trustProxy: config.trustProxy,
      requestsPerMinute: 600,
      oidc: config.oidc !== null,
      staffAuth: staffAuth({ databaseUrl, oidc: config.oidc }),
    })
    return {
      app,
      async stop() {
        await app.stop()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/**
 * Runs one command in the context of the installation, beside a server that runs on the same data or without one.
 * What it enqueues is done before it ends, by the running server or, without one, here.
 */
export async function withInstallation<T>(
  config: Config,
  say: (message: string) => void,
  work: (app: AppContext) => Promise<T>,
): Promise<T> {
  const running = config.databaseUrl ?? (await runningEmbeddedDatabase(config.dataDir))
  const { port, host } = config
  const publicUrl = config.publicUrlGiven ? config.publicUrl : `http://${host}:${port}`
  const beside = { ...config, host: '127.0.0.1', port: 0, publicUrl, publicUrlGiven: true, tls: null }
  const server = await start({ ...beside, logLevel: 'silent', databaseUrl: running }, say, undefined, true)
  try {
    const result = await work(server.app.context)
    if (!running) await server.app.drain()
    return result
  } finally {
    await server.stop()
  }
}
