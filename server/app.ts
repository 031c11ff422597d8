import type { AddressInfo } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { openDatabase } from '../adapters/database/connect.ts'
import { openJobQueue } from '../adapters/jobs/pg-boss.ts'
import { prometheusMetrics } from '../adapters/metrics/prometheus.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Clock } from '../kernel/clock.ts'
import { hmacSigner, type Ids } from '../kernel/ids.ts'
import type { Media } from '../kernel/media.ts'
import type { AnyModule, RunningModule } from '../kernel/module.ts'
import type { AppContext, Log, MailTransport, Metrics, StaffAuth } from '../kernel/ports.ts'
import type { Tx } from '../kernel/tx.ts'
import { credentialsOf, resolveActor } from './actor.ts'
import { createApi } from './api.ts'
import { isLoopback } from './config.ts'
import { cookieJar } from './cookies.ts'
import { createEdge, infoOf } from './http.ts'
import { translator } from './i18n.ts'
import { offerMailDesk } from './mail-desk.ts'
import { mediaOrigins, registerMedia } from './media.ts'
import { registerOperations } from './operations.ts'
import { registerPages } from './pages.ts'
import { queuesOf } from './queues.ts'
import { registerSockets } from './socket.ts'
import { createTransactor } from './transactions.ts'

/** Everything an app is made of that differs between a server, a test and a command. */
export interface AppParts {
  readonly databaseUrl: string
  readonly modules: readonly AnyModule[]
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly mail: MailTransport
  readonly mailFrom: string
  /** Starts the media server, or says that there is none. */
  readonly media: (around: { readonly metrics: Metrics }) => Promise<Media>
  readonly serverKey: Uint8Array
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Null: made from host and port. */
  readonly publicUrl: string | null
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly trustProxy: boolean
  readonly requestsPerMinute: number
  /** Whether the organisation's own sign-in service is set. */
  readonly oidc: boolean
  readonly staffAuth: (app: AppContext) => Promise<StaffAuth>
}

export interface App {
  readonly context: AppContext
  readonly url: string
  /** Starts the workers of timed and retried work; without them `drain` runs what is due. */
  work(): Promise<void>
  drain(): Promise<number>
  stop(): Promise<void>
}

/** Puts the parts together and listens. */
export async function startApp(parts: AppParts): Promise<App> {
  const metrics = prometheusMetrics()
  const database = openDatabase(parts.databaseUrl)
  const signer = hmacSigner(parts.serverKey)
  const media = await parts.media({ metrics })
  const secure = parts.tls !== null || (parts.publicUrl?.startsWith('https:') ?? false)
  const cookies = cookieJar(secure)
  const allowedOrigins = new Set<string>(parts.publicUrl ? [parts.publicUrl] : [])
  const requestSeconds = metrics.histogram(
    'http_request_seconds',
    'Time to answer a request',
    [0.005, 0.02, 0.1, 0.5, 2, 10],
    ['route', 'method', 'status'],
  )
  const jobsRun = metrics.counter('jobs_total', 'Jobs run', ['queue', 'outcome'])
  const edge = await createEdge(
    {
      log: parts.log,
      ids: parts.ids,
      trustProxy: parts.trustProxy,
      tls: parts.tls,
      allowedOrigins,
      requestsPerMinute: parts.requestsPerMinute,
      connectTo: mediaOrigins(media, isLoopback(parts.host)),
      onResponse: (route, method, status, seconds) =>
        requestSeconds.observe(seconds, { route, method, status: String(status) }),
    },
    cookies,
  )
  // Listening comes last, but every link needs the address: with port 0 it is taken first.
  const port = parts.port === 0 ? await freePort(parts.host) : parts.port
  const scheme = secure ? 'https' : 'http'
  const publicUrl =
    parts.publicUrl ?? `${scheme}://${parts.host.includes(':') ? `[${parts.host}]` : parts.host}:${port}`
  for (const origin of originsOf(publicUrl, parts.publicUrl !== null)) allowedOrigins.add(origin)

  const mailTemplates = mailTemplatesOf(parts.modules)
  const loopback = isLoopback(parts.host) && !parts.trustProxy && isLoopback(new URL(publicUrl).hostname)
  const signIn = { oidc: parts.oidc, secondFactor: !loopback }
  const transactor = createTransactor({
    ...parts,
    database,
    signer,
    publicUrl,
    signIn,
    jobs: () => jobs,
    offers: [offerMailDesk(mailTemplates, { from: parts.mailFrom, sends: parts.mail.sends })],
  })
  const context: AppContext = {
    clock: parts.clock,
    ids: parts.ids,
    log: parts.log,
    metrics,
    mail: parts.mail,
    mailFrom: parts.mailFrom,
    media,
    mailTemplates,
    translator,
    signer,
    publicUrl,
    loopback,
    transaction: transactor.transaction,
  }
  const jobs = await openJobQueue({
    url: parts.databaseUrl,
    queues: queuesOf(parts.modules, () => context),
    log: parts.log,
    onRun: (queue, outcome) => jobsRun.inc({ queue, outcome }),
  })
  const auth = await parts.staffAuth(context)
  const withActor = async <T>(
    request: FastifyRequest,
    work: (tx: Tx, actor: Actor) => Promise<T>,
  ): Promise<T> => {
    const credentials = await credentialsOf(request, cookies, auth)
    const actor = await context.transaction({ kind: 'anonymous' }, (tx) => resolveActor(tx, credentials))
    return context.transaction(actor, (tx) => work(tx, actor))
  }

  const running: RunningModule[] = []
  for (const module of parts.modules) if (module.start) running.push(await module.start(context))
  const traffic = { open: 0, frames: 0, bytes: 0 }
  metrics.watch('gauge', 'sockets_open', 'Open sockets', () => traffic.open)
  metrics.watch('counter', 'socket_frames_total', 'Frames sent', () => traffic.frames)
  metrics.watch('counter', 'socket_bytes_total', 'Bytes sent in frames', () => traffic.bytes)
  const closeSockets = registerSockets(edge, {
    endpoints: new Map(running.flatMap((r) => r.sockets ?? []).map((s) => [s.path, s])),
    allowedOrigins,
    media,
    resolve: async (request) => {
      const credentials = await credentialsOf(request, cookies, auth)
      return context.transaction({ kind: 'anonymous' }, (tx) => resolveActor(tx, credentials))
    },
    info: (request) => infoOf(request, cookies),
    log: parts.log,
    traffic,
  })
  const onFault = (error: unknown, request: string) =>
    parts.log.error(
      { request, error: String(error), stack: error instanceof Error ? error.stack : null },
      'request failed',
    )
  registerMedia(edge, media, parts.log)
  registerOperations(edge, {
    database,
    metrics,
    auth,
    api: createApi(parts.modules, onFault),
    cookies,
    withActor,
    publicUrl,
    modules: parts.modules,
    onFault,
  })
  registerPages(edge, parts.modules, { publicUrl, cookies, withActor, onFault })
  await edge.listen({ host: parts.host, port })

  return {
    context,
    url: publicUrl,
    work: () => jobs.work(),
    drain: () => jobs.drain(),
    async stop() {
      closeSockets()
      await edge.close()
      for (const module of running) await module.stop?.()
      await jobs.stop()
      await auth.close()
      await media.stop()
      await parts.mail.close()
      await database.close()
    },
  }
}

const mailTemplatesOf = (modules: readonly AnyModule[]) =>
  new Map(
    modules.flatMap((module) =>
      Object.entries(module.mails ?? {}).map(
        ([name, template]) => [`${module.name}.${name}`, template] as const,
      ),
    ),
  )

/** On loopback a browser may say 127.0.0.1 or localhost for the same server. */
function originsOf(publicUrl: string, given: boolean): string[] {
  const url = new URL(publicUrl)
  if (given || !isLoopback(url.hostname)) return [url.origin]
  return ['127.0.0.1', 'localhost'].map((name) => `${url.protocol}//${name}:${url.port}`)
}

async function freePort(host: string): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
