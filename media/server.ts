import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { announcedAddresses, type MediaConfig } from './config.ts'
import { mayReadStatistics, newHealth, statisticsOf } from './health.ts'
import type { Media } from './room/media.ts'
import { startTicking } from './room/tick.ts'
import { callRoomService, TwirpError } from './room-service.ts'
import { join, readJoinRequest } from './signal/join.ts'
import { type Claims, tokensOf } from './token.ts'
import { webhooksTo } from './webhooks.ts'

const LARGEST_BODY = 1_000_000
const LARGEST_MESSAGE = 2_000_000
const TWIRP = '/twirp/livekit.RoomService/'

/**
 * Starts the media server: signalling and RoomService on loopback HTTP, media on UDP. `onAlone`: nobody watches it any more.
 * Answers the port of HTTP.
 */
export async function startMediaServer(config: MediaConfig, onAlone: () => void): Promise<number> {
  const tokens = tokensOf(config.apiKey, config.apiSecret)
  const media: Media = {
    config,
    network: {
      ports: config.udpPorts,
      addresses: announcedAddresses(config),
      ...(config.bindAddress && { bindAddress: config.bindAddress }),
    },
    tokens,
    webhooks: webhooksTo(config.webhookUrl, tokens),
    rooms: new Map(),
    health: newHealth(),
  }
  startTicking(media, onAlone)
  const http = createServer((request, response) => {
    void answer(media, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
  })
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    void upgrade(media, sockets, request, socket, head).catch(() => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, config.host, resolve)
  })
  return (http.address() as AddressInfo).port
}

const bearer = (request: IncomingMessage): string =>
  request.headers.authorization?.replace(/^Bearer /, '') ?? ''

/** Who may join: a valid token with the grant and a room. Anything else is the text and status to refuse with. */
async function admit(
  media: Media,
  url: URL,
  request: IncomingMessage,
): Promise<Claims | { status: 400 | 401; text: string }> {
  const claims = await media.tokens.verify(url.searchParams.get('access_token') ?? bearer(request))
  if (!claims) return { status: 401, text: 'invalid token' }
  if (!claims.video.roomJoin || !claims.sub) return { status: 401, text: 'permissions denied' }
  if (!claims.video.room) return { status: 400, text: 'no room name' }
  return claims
}

async function upgrade(
  media: Media,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://media')
  const refuse = (status: string): void => {
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  }
  if (url.pathname !== '/rtc/v1') return refuse('404 Not Found')
  const claims = await admit(media, url, request)
  if ('status' in claims) return refuse(claims.status === 401 ? '401 Unauthorized' : '400 Bad Request')
  const asked = readJoinRequest(url)
  if (!asked) return refuse('400 Bad Request')
  const userAgent = request.headers['user-agent'] ?? ''
  sockets.handleUpgrade(request, socket, head, (opened) => {
    try {
      join(media, opened, userAgent, asked, claims)
    } catch {
      opened.terminate()
    }
  })
}

async function answer(media: Media, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://media')
  if (url.pathname === '/') {
    response.end('OK')
  } else if (url.pathname === '/rtc/v1/validate') {
    const claims = await admit(media, url, request)
    if ('status' in claims) response.writeHead(claims.status).end(claims.text)
    else response.end('success')
  } else if (url.pathname.startsWith(TWIRP) && request.method === 'POST') {
    await answerTwirp(media, url.pathname.slice(TWIRP.length), request, response)
  } else if (url.pathname === '/stats' && mayReadStatistics(media.config.apiSecret, bearer(request))) {
    media.health.attendedAt = performance.now()
    sendJson(response, 200, statisticsOf(media))
  } else {
    response.writeHead(404).end('not found')
  }
}

async function answerTwirp(
  media: Media,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const claims = await media.tokens.verify(bearer(request))
    if (!claims) throw new TwirpError('unauthenticated', 'invalid authorization token')
    sendJson(response, 200, callRoomService(media, method, await readJson(request), claims))
  } catch (thrown) {
    const { status, code, message } =
      thrown instanceof TwirpError ? thrown : new TwirpError('malformed', 'malformed request')
    sendJson(response, status, { code, msg: message })
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw new TwirpError('malformed', 'request too large')
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString())
}
