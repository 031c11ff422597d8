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

/** So many ports of a range are looked at: nobody needs more for one machine. */
const LOOKED_AT = 256

/** The first UDP port of a range that another program has; null when all are free. */
async function takenUdpPort([first, last]: readonly [number, number]): Promise<number | null> {
  for (let port = first; port <= Math.min(last, first + LOOKED_AT - 1); port++)
    if ((await freeUdpPort(port)) === null) return port
  return null
}

/** Whether nobody listens at this TCP port, on any address. */
async function isFreeTcpPort(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port)
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return true
  } catch {
    return false
  }
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

/** A port that another program has, by its kind; null when all are free. */
export async function takenPort(
  udp: readonly [number, number] | null,
  tcp: number | undefined,
): Promise<TakenPort | null> {
  const port = udp && (await takenUdpPort(udp))
  if (port !== null) return { kind: 'UDP', port }
  return tcp !== undefined && !(await isFreeTcpPort(tcp)) ? { kind: 'TCP', port: tcp } : null
}

interface TakenPort {
  readonly kind: 'UDP' | 'TCP'
  readonly port: number
}

export const wordsOfTaken = ({ kind, port }: TakenPort): string =>
  `${kind} port ${port} is taken by another program: stop that one, or choose another with MEDIA_${kind}_PORT.`
