import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayKnock } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../kernel/locale.ts'
import type { AnyModule, Page, PageRequest, PageResult } from '../kernel/module.ts'
import type { Tx } from '../kernel/tx.ts'
import { accessCommands, type Installation } from '../modules/access/contract.ts'
import { refusal } from './api.ts'
import { type CookieJar, LANGUAGE_COOKIE } from './cookies.ts'
import { knownFailure } from './failure.ts'
import { CLIENT_FOLDER, infoOf } from './http.ts'
import { problemOf, STATUS } from './problem.ts'

interface Rendered {
  readonly html: string
}
type Render = (input: {
  view: string
  props: object
  locale: Locale
  path: string
  publicUrl: string
  installation: Installation
}) => Promise<Rendered>

export type WithActor = <T>(request: FastifyRequest, work: (tx: Tx, actor: Actor) => Promise<T>) => Promise<T>

export interface Site {
  /** Told what is our fault. */
  readonly onFault: (error: unknown, requestId: string) => void
  readonly publicUrl: string
  readonly cookies: CookieJar
  readonly withActor: WithActor
}

/** Registers the pages of all modules: HTML from the server, complete without JavaScript. */
export function registerPages(app: FastifyInstance, modules: readonly AnyModule[], site: Site): void {
  for (const module of modules) {
    for (const page of Object.values(module.pages ?? {})) {
      app.route({
        method: page.method,
        url: page.path,
        handler: (request, reply) => answer(page, request, reply, site),
      })
    }
  }
  // The single-page application behind a session: one shell for all its addresses.
  for (const url of ['/desk', '/desk/*', '/g/:grant', '/g/:grant/*']) {
    app.get(url, (request, reply) => sendShell(reply, localeFor(request, reply, site)))
  }
  // A person who followed an old link gets a page; a program gets its problem details.
  app.get('/*', (request, reply) => {
    const page = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/')
    if (!page) return reply.callNotFound()
    return sendFailure(reply, new AppError('not_found', 'server.unknown_path'), request, site)
  })
}

/** The language of this request; one that was asked for in the address is remembered. */
function localeFor(request: FastifyRequest, reply: FastifyReply, site: Site): Locale {
  const { locale } = infoOf(request, site.cookies)
  const asked = (request.query as Record<string, string>)['lang']
  if (asked === locale)
    site.cookies.write(reply, { name: LANGUAGE_COOKIE, value: asked, maxAgeSeconds: 31_536_000 })
  return locale
}

async function answer(
  page: Page,
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
): Promise<FastifyReply> {
  const info = infoOf(request, site.cookies)
  localeFor(request, reply, site)
  try {
    const { result, installation } = await site.withActor(request, async (tx, actor) => {
      if (!mayKnock(page.access, actor)) throw refusal(actor)
      const result = await page.handle(tx, actor, pageRequest(request, info))
      return { result, installation: await tx.use(accessCommands).installation(tx, actor, {}) }
    })
    return await send(reply, result, request, info.locale, installation, site)
  } catch (error) {
    return await sendFailure(reply, error, request, site)
  }
}

function pageRequest(request: FastifyRequest, info: ReturnType<typeof infoOf>): PageRequest {
  return {
    ...info,
    path: request.url.split('?')[0] ?? '/',
    params: (request.params ?? {}) as Record<string, string>,
    query: (request.query ?? {}) as Record<string, string>,
    form: (request.body ?? {}) as Record<string, string | string[]>,
    headers: new Headers(Object.entries(request.headers).map(([k, v]) => [k, String(v)] as [string, string])),
  }
}

export async function send(
  reply: FastifyReply,
  result: PageResult,
  request: FastifyRequest,
  locale: Locale,
  installation: Installation,
  site: Site,
): Promise<FastifyReply> {
  if ('app' in result) return sendShell(reply, locale)
  if ('body' in result) {
    if (result.filename) reply.header('content-disposition', `attachment; filename="${result.filename}"`)
    return reply
      .status(result.status ?? 200)
      .type(result.contentType)
      .send(result.body)
  }
  for (const cookie of result.cookies ?? []) site.cookies.write(reply, cookie)
  if ('redirect' in result) return reply.redirect(result.redirect, 303)
  const { html } = await (await renderer())({
    view: result.view,
    props: result.props,
    locale,
    path: request.url,
    publicUrl: site.publicUrl,
    installation,
  })
  return reply
    .status(result.status ?? 200)
    .header('cache-control', 'private, no-cache')
    .type('text/html; charset=utf-8')
    .send(compressed(html, request, reply))
}

/** Pages that carry a secret are sent as they are: the length of compressed text tells of what stands in it (BREACH). */
const SECRET = /^\/(l|g|sign-in|welcome)([/?]|$)/

/** A page is some ten times smaller compressed, which counts on a weak line. */
function compressed(html: string, request: FastifyRequest, reply: FastifyReply): string | Buffer {
  if (SECRET.test(request.url) || !/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return html
  reply.header('content-encoding', 'br').header('vary', 'accept-encoding')
  return brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
}

/** What a page says of the mission while nobody can be asked. */
const NAMELESS: Installation = {
  state: 'empty',
  missionName: '',
  missionNameUr: null,
  homeZone: 'UTC',
  homePlace: 'UTC',
  homePlaceUr: null,
  ink: null,
  seal: null,
}

/** A person gets a page that says what happened, also when the database is away; nobody gets a stack trace. */
export async function sendFailure(
  reply: FastifyReply,
  error: unknown,
  request: FastifyRequest,
  site: Site,
): Promise<FastifyReply> {
  const known = knownFailure(error instanceof Error ? error : new Error(String(error)))
  const info = infoOf(request, site.cookies)
  if (known.code === 'unauthenticated' && request.method === 'GET') {
    return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303)
  }
  const ours = known.code === 'internal' || known.code === 'unavailable'
  if (ours) site.onFault(error, request.id)
  const installation = ours
    ? NAMELESS
    : await site.withActor(request, (tx, actor) => tx.use(accessCommands).installation(tx, actor, {}))
  const problem = problemOf(known, info.locale, request.id)
  const result = { view: 'web/ProblemPage', props: { problem }, status: STATUS[known.code] }
  return send(reply, result, request, info.locale, installation, site)
}

let render: Render | undefined

async function renderer(): Promise<Render> {
  const file = join(CLIENT_FOLDER, '..', 'server', 'pages.js')
  if (!render) {
    if (!existsSync(file)) throw new AppError('unavailable', 'server.not_built')
    render = ((await import(file)) as { render: Render }).render
  }
  return render
}

let shell: string | undefined

function sendShell(reply: FastifyReply, locale: Locale): FastifyReply {
  const file = join(CLIENT_FOLDER, 'index.html')
  if (!shell) {
    if (!existsSync(file)) throw new AppError('unavailable', 'server.not_built')
    shell = readFileSync(file, 'utf8')
  }
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(inLanguage(shell, locale))
}

/** The shell says its language, so that the app begins in it. */
const inLanguage = (html: string, locale: Locale): string =>
  html.replace('<html lang="en">', `<html lang="${locale}" dir="${locale === 'ur' ? 'rtl' : 'ltr'}">`)
