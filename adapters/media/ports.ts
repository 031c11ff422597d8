import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A TCP port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A UDP port that is free now, or the one that is asked for. Null when that one is taken. */
export async function freeUdpPort(wanted: number): Promise<number | null> {
  const socket = createSocket('udp4')
  try {
    socket.bind(wanted)
    await once(socket, 'listening')
    return socket.address().port
  } catch {
    return null
  } finally {
    try {
      socket.close()
    } catch {
      // It never listened.
    }
  }
}
