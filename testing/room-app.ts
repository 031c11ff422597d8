import { staffAuth } from '../adapters/auth/better-auth.ts'
import { noTransport } from '../adapters/mail/smtp.ts'
import { noMedia } from '../adapters/media/off.ts'
import { systemClock } from '../kernel/clock.ts'
import { systemIds } from '../kernel/ids.ts'
import { type App, startApp } from '../server/app.ts'
import { createLog } from '../server/log.ts'
import { modules } from '../server/modules.ts'

/** The server as it is measured: everything, but mail and stage. */
export const roomApp = (databaseUrl: string): Promise<App> =>
  startApp({
    databaseUrl,
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
    staffAuth: staffAuth({ databaseUrl, oidc: null }),
  })
