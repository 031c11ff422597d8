import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { WebSocketServer } from 'ws'
import { mayKnock } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { Media } from '../kernel/media.ts'
import type { RequestInfo, SocketConnection, SocketEndpoint } from '../kernel/module.ts'
import type { Log } from '../kernel/ports.ts'
import { isSignalling, passSignalling } from './media.ts'
import { framed, wireFrames } from './wire.ts'

const MAX_FRAME = 16 * 1024
/** Close codes of ours: 4000 + HTTP status. */
const closeCode = { unauthenticated: 4401, forbidden: 4403 } as const

/** What the sockets of this process have been sent since it started. */
export interface SocketTraffic {
  open: number
  frames: number
  bytes: number
}

interface SocketSite {
  readonly endpoints: ReadonlyMap<string, SocketEndpoint>
  readonly allowedOrigins: ReadonlySet<string>
  readonly media: Media
  readonly resolve: (request: FastifyRequest) => Promise<Actor>
  readonly info: (request: FastifyRequest) => RequestInfo
  readonly log: Log
  readonly traffic: SocketTraffic
}

/**
 * WebSockets at the edge: the Origin is checked before the handshake, the actor resolved before the module hears of it.
 * Each endpoint is also a Fastify route, so that cookies, query and limits are read in one way.
 */
export function registerSockets(app: FastifyInstance, site: SocketSite): () => void {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
    clientTracking: true,
  })
  const { traffic } = site
  const encode = wireFrames()
  const upgrades = new WeakMap<IncomingMessage, { socket: Duplex; head: Buffer }>()
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (isSignalling(request.url ?? '')) return passSignalling(site, request, socket, head)
    const line = socket as Socket
    const endpoint = site.endpoints.get((request.url ?? '').split('?')[0] ?? '')
    if (!endpoint || !site.allowedOrigins.has(request.headers.origin ?? '')) {
      line.write(`HTTP/1.1 ${endpoint ? 403 : 404} Refused\r\nConnection: close\r\n\r\n`)
      return line.destroySoon()
    }
    upgrades.set(request, { socket, head })
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(line)
    // Answered, so it became no WebSocket: nobody else would close it any more.
    response.once('finish', () => line.destroySoon())
    app.routing(request, response)
  })
  for (const endpoint of site.endpoints.values()) {
    app.get(endpoint.path, async (request, reply) => {
      const upgrade = upgrades.get(request.raw)
      if (!upgrade) throw new AppError('invalid', 'server.socket_expected')
      const actor = await site.resolve(request)
      reply.hijack()
      server.handleUpgrade(request.raw, upgrade.socket, upgrade.head, (ws) => {
        traffic.open = server.clients.size
        ws.on('error', () => ws.terminate())
        ws.on('close', () => {
          traffic.open = server.clients.size
        })
        const refusedAs = actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden'
        if (!mayKnock(endpoint.access, actor)) return ws.close(closeCode[refusedAs], refusedAs)
        const { socket } = upgrade
        let behind = false
        const write = (frame: Buffer): void => {
          traffic.frames++
          traffic.bytes += frame.length
          // Past the library, which would frame the same text anew for each socket. Without compression it writes
          // its own frames (pong, close) whole and at once to this same socket: none can come between.
          behind = !socket.write(frame)
        }
        const connection: SocketConnection = {
          send(text, before) {
            if (ws.readyState !== ws.OPEN) return
            if (!before) return write(encode(text))
            socket.cork()
            write(framed(before))
            write(encode(text))
            socket.uncork()
          },
          close: (code, reason) => ws.close(code, reason),
          // What the network took at once need not be asked for.
          buffered: () => (behind ? socket.writableLength : 0),
          onMessage: (handler) =>
            ws.on('message', (data, binary) =>
              binary ? ws.close(4415, 'text only') : handler(String(data)),
            ),
          onClose: (handler) => ws.on('close', handler),
        }
        endpoint
          .connect(connection, actor, request.query as Record<string, string>, site.info(request))
          .catch((error: unknown) => {
            const known = error instanceof AppError ? error : null
            if (!known) site.log.error({ request: request.id, error: String(error) }, 'socket failed')
            ws.close(known ? 4403 : 1011, known?.reason ?? 'server.failed')
          })
      })
    })
  }
  return () => {
    for (const client of server.clients) client.terminate()
    server.close()
  }
}
