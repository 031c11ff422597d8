import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { OpenDatabase } from '../adapters/database/connect.ts'
import type { PrometheusMetrics } from '../adapters/metrics/prometheus.ts'
import { AppError } from '../kernel/errors.ts'
import type { AnyModule } from '../kernel/module.ts'
import { CLIENT_ADDRESS, type StaffAuth } from '../kernel/ports.ts'
import { accessCommands } from '../modules/access/contract.ts'
import type { createApi } from './api.ts'
import { type ApiGuide, apiGuide } from './api-guide.ts'
import type { CookieJar } from './cookies.ts'
import { infoOf } from './http.ts'
import { type Site, send, sendFailure, type WithActor } from './pages.ts'
import { PROBLEM_TYPE } from './problem.ts'

/** A picture of 1 MB in base64, and what stands around it. */
const PICTURE_LIMIT = 1_500_000
const PICTURES = '/api/calls/:call/decks/:deck/pages/:page'

interface Parts {
  readonly database: OpenDatabase
  readonly metrics: PrometheusMetrics
  readonly auth: StaffAuth
  readonly api: ReturnType<typeof createApi>
  readonly cookies: CookieJar
  readonly withActor: WithActor
  readonly publicUrl: string
  readonly modules: readonly AnyModule[]
  readonly onFault: Site['onFault']
}

let guide: Promise<ApiGuide> | undefined

/** The addresses that belong to no slice: health, metrics, sign-in, the API and its description. */
export function registerOperations(app: FastifyInstance, parts: Parts): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const ready = await parts.database.ready()
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database does not answer' })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(parts.metrics.contentType).send(await parts.metrics.text()),
  )
  app.get('/openapi.json', () => parts.api.openapi(parts.publicUrl))
  app.get('/api', (request, reply) => sendApiPage(parts, request, reply))
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: (request, reply) => signIn(parts, request, reply),
  })
  const api = {
    onSend: async (_request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      if (reply.statusCode >= 400) reply.type(PROBLEM_TYPE)
      return payload
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const key = request.headers['idempotency-key']
      const matched = await parts.api.handle(request, reply, {
        request: infoOf(request, parts.cookies),
        idempotencyKey: typeof key === 'string' && request.method === 'POST' ? key.slice(0, 200) : null,
        transaction: (work) => parts.withActor(request, work),
      })
      if (!matched) throw new AppError('not_found', 'server.unknown_path')
      return reply
    },
  }
  app.route({ method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], url: '/api/*', ...api })
  // The one body that is larger than others: the picture of a page of slides.
  app.route({ method: 'PUT', url: PICTURES, bodyLimit: PICTURE_LIMIT, ...api })
}

/** What the API offers, as a page for people; made once, for everybody the same. */
async function sendApiPage(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    guide ??= parts.api.openapi(parts.publicUrl).then((document) => apiGuide(document, parts.modules))
    const { locale } = infoOf(request, parts.cookies)
    const installation = await parts.withActor(request, (tx, actor) =>
      tx.use(accessCommands).installation(tx, actor, {}),
    )
    const result = { view: 'web/ApiPage', props: { guide: await guide, publicUrl: parts.publicUrl } }
    return await send(reply, result, request, locale, installation, parts)
  } catch (error) {
    return sendFailure(reply, error, request, parts)
  }
}

/** Hands a request to the sign-in library as the Fetch API's `Request`, and its answer back. */
async function signIn(parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (name !== 'content-length' && value !== undefined) headers.set(name, String(value))
  }
  // The one address that limits count by; what a client wrote here itself is overwritten.
  headers.set(CLIENT_ADDRESS, request.ip)
  const hasBody = request.method === 'POST'
  if (hasBody) headers.set('content-type', 'application/json')
  const response = await parts.auth.handle(
    new Request(`${parts.publicUrl}${request.url}`, {
      method: request.method,
      headers,
      ...(hasBody ? { body: JSON.stringify(request.body ?? {}) } : {}),
    }),
  )
  reply.status(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply.send(await response.text())
}
