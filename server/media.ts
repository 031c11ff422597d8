import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../kernel/errors.ts'
import type { Media } from '../kernel/media.ts'
import type { Log } from '../kernel/ports.ts'

/** Where the signalling of a media server of ours is reached: at our own address, so that certificates and CSP are ours too. */
const SIGNALLING = /^\/rtc(\/|\?|$)/
const PATIENCE_MS = 5_000
/** Where a media server that is not ours tells what it saw. */
const WEBHOOK = '/media/webhook'

export const isSignalling = (url: string): boolean => SIGNALLING.test(url)

/**
 * Hands a browser's signalling through to the media server on this machine, byte for byte: the token in it is its own key. One from
 * another website is refused; programs, which say no origin, are not.
 */
export function passSignalling(
  site: { readonly media: Media; readonly allowedOrigins: ReadonlySet<string> },
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
  const { origin } = request.headers
  if (origin !== undefined && !site.allowedOrigins.has(origin)) return void refuse('403 Refused')
  const port = site.media.loopbackPort()
  if (port === null) return void refuse('503 No media server')
  const server = connect(port, '127.0.0.1')
  const over = (): void => {
    server.destroy()
    socket.destroy()
  }
  server.on('error', over)
  server.on('close', over)
  socket.on('error', over)
  socket.on('close', over)
  server.on('connect', () => {
    const headers = Array.from({ length: request.rawHeaders.length / 2 }, (_, n) => {
      const name = request.rawHeaders[2 * n] ?? ''
      // Our cookies are none of its business.
      return /^cookie$/i.test(name) ? '' : `${name}: ${request.rawHeaders[2 * n + 1] ?? ''}\r\n`
    })
    server.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join('')}\r\n`)
    if (head.length > 0) server.write(head)
    server.pipe(socket)
    socket.pipe(server)
  })
}

/** The plain requests around the signalling, and the webhook of a media server elsewhere. */
export function registerMedia(app: FastifyInstance, media: Media, log: Log): void {
  for (const path of ['/rtc/validate', '/rtc/v1/validate']) {
    app.get(path, async (request, reply) => {
      const port = media.loopbackPort()
      if (port === null) throw new AppError('unavailable', 'server.no_media')
      const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      return reply
        .status(answer.status)
        .type('text/plain')
        .send(await answer.text())
    })
  }
  app.addContentTypeParser('application/webhook+json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.post(WEBHOOK, async (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : ''
    const event = await media.receive(body, request.headers.authorization ?? '')
    if (!event) {
      log.warn({ request: request.id }, 'a webhook that is not from our media server')
      throw new AppError('unauthenticated', 'server.foreign_webhook')
    }
    return reply.status(200).send({})
  })
}

/** Where browsers may connect to, beside our own address. */
export function mediaOrigins(media: Media, loopback: boolean): string[] {
  if (!media.url)
    return loopback
      ? ['ws://127.0.0.1:*', 'ws://localhost:*', 'http://127.0.0.1:*', 'http://localhost:*']
      : []
  const { host, protocol } = new URL(media.url)
  return protocol === 'ws:' || protocol === 'http:'
    ? [`ws://${host}`, `http://${host}`]
    : [`wss://${host}`, `https://${host}`]
}
