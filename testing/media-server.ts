import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { embeddedProgram } from '../adapters/media/embedded.ts'

export const MEDIA_KEY = 'testkey'
export const MEDIA_SECRET = 'a secret of at least 32 characters'

/** An event of the media server, as its webhook brings it; `signed` says whether the signature was that of the body. */
export interface MediaEvent {
  readonly event: string
  readonly room?: { name: string }
  readonly participant?: { identity: string }
  readonly track?: { sid: string; source?: string }
  readonly signed: boolean
}

export interface TestMediaServer {
  readonly child: ChildProcess
  readonly url: string
  readonly events: MediaEvent[]
  /** One call of RoomService with the right to everything in `room`, or with `grants` instead. */
  call(method: string, body: object, grants?: object | null): Promise<{ status: number; body: Answer }>
  statistics(): Promise<Record<string, number>>
  stop(): Promise<void>
}

type Answer = Record<string, unknown>

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const sign = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url')

/** A token as livekit-server-sdk makes it; `claims` override what is usual. */
export function mediaToken(
  identity: string,
  video: object,
  claims: object = {},
  secret = MEDIA_SECRET,
): string {
  const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
  const usual = { iss: MEDIA_KEY, sub: identity, name: identity, nbf: now - 5, exp: now + 600, video }
  const text = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64({ ...usual, ...claims })}`
  return `${text}.${sign(text, secret)}`
}

/** A UDP port that nobody uses now. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(resolve))
  return port
}

/** The embedded media server as the product runs it: a process of its own. */
export async function startMedia(
  options: { port?: number; udpPort?: number; prefix?: readonly string[] } = {},
): Promise<TestMediaServer> {
  const events: MediaEvent[] = []
  const hooks = await receiveEvents(events)
  const udpPort = options.udpPort ?? (await freeUdpPort())
  const config = {
    port: options.port ?? 0,
    udpPorts: [udpPort, udpPort],
    apiKey: MEDIA_KEY,
    apiSecret: MEDIA_SECRET,
    webhookUrl: `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/`,
  }
  const folder = mkdtempSync(join(tmpdir(), 'media-'))
  const file = join(folder, 'media.json')
  writeFileSync(file, JSON.stringify(config))
  const program = [process.execPath, ...embeddedProgram, file]
  const [command = '', ...args] = [...(options.prefix ?? []), ...program]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  rmSync(folder, { recursive: true })
  const { port, error } = JSON.parse(line) as { port?: number; error?: string }
  if (!port) throw new Error(error)
  const url = `http://127.0.0.1:${port}`

  return {
    child,
    url,
    events,
    async call(method, body, grants) {
      const video = grants ?? { roomAdmin: true, roomCreate: true, roomList: true, ...roomOf(body) }
      const answer = await fetch(`${url}/twirp/livekit.RoomService/${method}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(grants !== null && { authorization: `Bearer ${mediaToken('', video)}` }),
        },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: (await answer.json()) as Answer }
    },
    async statistics() {
      const authorization = `Bearer ${sign('stats', MEDIA_SECRET)}`
      const answer = await fetch(`${url}/stats`, { headers: { authorization } })
      return (await answer.json()) as Record<string, number>
    },
    async stop() {
      hooks.close()
      if (child.exitCode !== null || child.signalCode) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

const roomOf = (body: object): object => ('room' in body ? { room: body.room } : {})

async function receiveEvents(events: MediaEvent[]): Promise<Server> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const [head = '', payload = '', signature = ''] = (request.headers.authorization ?? '').split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sha256?: string }
    const signed =
      signature === sign(`${head}.${payload}`, MEDIA_SECRET) &&
      claims.sha256 === createHash('sha256').update(body).digest('base64')
    events.push({ ...(JSON.parse(body) as MediaEvent), signed })
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
