import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { WebSocketServer } from 'ws'

/**
 * What the room is measured against: a process that sends frames of 500 bytes to everybody, many times a second, and does nothing else.
 * Its words: `ws` or `socket.io`, and how many frames a second.
 */
const kind = process.argv[2]
const perSecond = Number(process.argv[3] ?? 20)
const http = createServer()

/** As long as the frame that the room sends for an announcement. */
const payload = (): string => `@${performance.timeOrigin + performance.now()}@`.padEnd(500, 'x')

const broadcast = kind === 'socket.io' ? ofSocketIo() : ofWs()

function ofWs(): () => void {
  const server = new WebSocketServer({ server: http, perMessageDeflate: false })
  return () => {
    const text = payload()
    for (const client of server.clients) client.send(text)
  }
}

function ofSocketIo(): () => void {
  const server = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
  return () => server.emit('f', payload())
}

http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})
let timer: NodeJS.Timeout | null = null
process.on('message', (asked: 'start' | 'stop' | 'once') => {
  if (asked === 'once') return broadcast()
  if (timer) clearInterval(timer)
  timer = asked === 'start' ? setInterval(broadcast, 1000 / perSecond) : null
})
process.once('SIGTERM', () => process.exit(0))
process.on('disconnect', () => process.exit(0))
