import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const LARGEST = 256 * 1024

export interface Hooks {
  readonly port: number
  stop(): void
}

/**
 * Where a media server of ours on this machine tells what it saw: an address on loopback of its own, without TLS. `receive`
 * answers whether it was from it. `port` 0 takes a free one; rejects when it is taken.
 */
export async function listenForHooks(
  port: number,
  receive: (body: string, authorization: string) => Promise<boolean>,
): Promise<Hooks> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const known = body !== null && (await receive(body, request.headers.authorization ?? ''))
    response.writeHead(known ? 200 : 401).end()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > LARGEST) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
