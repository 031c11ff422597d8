import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A TCP port that is free now, for a server that is started later, perhaps again and again.
 * It lies below the ports that systems hand to outgoing connections (Linux from 32768, others from 49152):
 * one of those may be taken by any connection of any program before the server listens.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000)
    const server = createServer()
    const listening = await new Promise<boolean>((resolve) => {
      server.once('listening', () => resolve(true))
      server.once('error', () => resolve(false))
      server.listen(port, '0.0.0.0')
    })
    if (!listening) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
