import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { shuffle } from './shuffle.ts'

/** A bad line between clients and a server: it delays, stalls and cuts what passes, and can swallow it without a word. */
export interface Line {
  readonly url: string
  readonly port: number
  /** Every piece of bytes waits up to so many milliseconds, each another time, in its order as TCP keeps it. */
  delay(milliseconds: number): void
  /** Of connections made from now on, one of so many messages of the server is overtaken by the next; 0: none. */
  reorder(oneIn: number): void
  /** Cuts every connection in the middle of whatever it carries. */
  cut(): void
  /** From now on nothing passes and nobody is told (half-open sockets), until `heal`. */
  swallow(): void
  heal(): void
  /** Refuses new connections and cuts those there are, until `heal`. */
  refuse(): void
  close(): Promise<void>
}

export async function badLine(target: { port: number }): Promise<Line> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let longest = 0
  let swallowing = false
  let refusing = false
  let overtaking = 0

  const carry = (from: Socket, to: Socket, isAnswer = false): void => {
    let last: Promise<void> = Promise.resolve()
    const write = (bytes: Buffer): void => {
      if (!to.destroyed) to.write(bytes)
    }
    const onward = isAnswer && overtaking > 0 ? shuffle(write, () => Math.random() < 1 / overtaking) : write
    from.on('data', (bytes: Buffer) => {
      if (swallowing) return
      const wait = longest * Math.random()
      const before = last
      last = (async () => {
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
        await before
        onward(bytes)
      })()
    })
    from.on('close', () => to.destroy())
    from.on('error', () => to.destroy())
  }
  const cut = (): void => {
    for (const [left, right] of pairs) {
      left.resetAndDestroy()
      right.resetAndDestroy()
    }
    pairs.clear()
  }
  const server = createServer((left) => {
    left.on('error', () => undefined)
    if (refusing) {
      left.resetAndDestroy()
      return
    }
    const right = connect(target.port, '127.0.0.1')
    const pair = [left, right] as const
    pairs.add(pair)
    left.on('close', () => pairs.delete(pair))
    carry(left, right)
    carry(right, left, true)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    delay(milliseconds) {
      longest = milliseconds
    },
    reorder(oneIn) {
      overtaking = oneIn
    },
    cut,
    swallow() {
      swallowing = true
    },
    refuse() {
      refusing = true
      cut()
    },
    heal() {
      refusing = false
      if (!swallowing) return
      swallowing = false
      // What was swallowed left holes in both streams: such a connection is of no use to anybody.
      cut()
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
