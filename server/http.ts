import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import fastifyFormbody from '@fastify/formbody'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import { AppError } from '../kernel/errors.ts'
import type { RequestInfo } from '../kernel/module.ts'
import type { Log } from '../kernel/ports.ts'
import { type CookieJar, LANGUAGE_COOKIE } from './cookies.ts'
import { knownFailure } from './failure.ts'
import { localeOf } from './i18n.ts'
import { parseJson } from './json.ts'
import { PROBLEM_TYPE, problemOf, STATUS } from './problem.ts'

const BODY_LIMIT = 256 * 1024
export const CLIENT_FOLDER = join(import.meta.dirname, '..', 'dist', 'client')

export interface EdgeOptions {
  readonly log: Log
  readonly ids: () => string
  readonly trustProxy: boolean
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly allowedOrigins: ReadonlySet<string>
  readonly requestsPerMinute: number
  /** Where browsers may connect to beside our own address. */
  readonly connectTo: readonly string[]
  readonly onResponse: (route: string, method: string, status: number, seconds: number) => void
}

/** The edge: limits, security headers, static files, JSON that is safe to read, errors as problem details. */
export async function createEdge(options: EdgeOptions, cookies: CookieJar): Promise<FastifyInstance> {
  const app = Fastify({
    ...(options.tls ? { https: options.tls } : {}),
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustProxy,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    genReqId: options.ids,
    logger: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
  }) as unknown as FastifyInstance
  await app.register(fastifyCookie)
  await app.register(fastifyFormbody, { bodyLimit: BODY_LIMIT })
  await app.register(
    fastifyHelmet,
    helmetOptions(options.tls !== null || options.trustProxy, options.connectTo),
  )
  await app.register(fastifyRateLimit, {
    max: options.requestsPerMinute,
    timeWindow: '1 minute',
    allowList: (request) =>
      ['/assets/', '/healthz', '/api/room', '/rtc', '/media/'].some((free) => request.url.startsWith(free)),
    errorResponseBuilder: () => new AppError('rate_limited', 'server.rate_limited'),
  })
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : parseJson(String(body)))
    } catch (error) {
      done(error as Error, undefined)
    }
  })
  // One-click unsubscribing may come as a form of several parts (RFC 8058); its one field is always the same and says nothing.
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, (_request, _body, done) =>
    done(null, {}),
  )
  if (existsSync(CLIENT_FOLDER)) {
    await app.register(fastifyStatic, {
      root: join(CLIENT_FOLDER, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      index: false,
      preCompressed: true,
    })
  }
  app.addHook('onRequest', async (request) => refuseForeignOrigin(request, options.allowedOrigins))
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    options.onResponse(route, request.method, reply.statusCode, reply.elapsedTime / 1000)
    options.log.info(
      {
        request: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const known = knownFailure(error)
    if (known.code === 'unavailable' || known.code === 'internal') {
      options.log.error({ request: request.id, error: error.message, stack: error.stack }, 'request failed')
    }
    const problem = problemOf(known, infoOf(request, cookies).locale, request.id)
    await reply.status(STATUS[known.code]).type(PROBLEM_TYPE).send(JSON.stringify(problem))
  })
  app.setNotFoundHandler(async (request, reply) => {
    const problem = problemOf(
      new AppError('not_found', 'server.unknown_path'),
      infoOf(request, cookies).locale,
      request.id,
    )
    await reply.status(404).type(PROBLEM_TYPE).send(JSON.stringify(problem))
  })
  return app
}

/** Content of inline JSON-LD is data, not script; everything executable comes from our own files. */
function helmetOptions(https: boolean, connectTo: readonly string[]) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'", ...connectTo],
        'media-src': ["'self'", 'blob:'],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'manifest-src': ["'self'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' as const },
    hsts: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
  }
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * A browser says where a changing request comes from; one from another website is refused (CSRF). A request that carries a session
 * cookie but neither Origin nor Sec-Fetch-Site is from no browser of today and is refused as well.
 */
function refuseForeignOrigin(request: FastifyRequest, allowed: ReadonlySet<string>): void {
  if (!UNSAFE.has(request.method)) return
  const origin = request.headers.origin
  // Our own form posts under `Referrer-Policy: no-referrer` carry `Origin: null`; Sec-Fetch-Site then tells.
  const site = request.headers['sec-fetch-site']
  const own = origin !== undefined && origin !== 'null' ? allowed.has(origin) : site === 'same-origin'
  const bare = origin === undefined && site === undefined && request.headers.cookie === undefined
  if (!own && !bare) throw new AppError('forbidden', 'server.foreign_origin')
}

export function infoOf(request: FastifyRequest, cookies: CookieJar): RequestInfo {
  const query = request.query as Record<string, string | undefined>
  return {
    requestId: request.id,
    locale: localeOf(
      query['lang'],
      cookies.read(request, LANGUAGE_COOKIE),
      request.headers['accept-language'],
    ),
    address: createHash('sha256').update(request.ip).digest('base64url').slice(0, 16),
  }
}
