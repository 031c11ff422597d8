import { createInterface } from 'node:readline'
import { mediaConfig } from './config.ts'
import { startMediaServer } from './server.ts'

/**
 * The media server as a process of its own. Its configuration (`MediaConfig`) comes as one line of JSON on standard input, so
 * that secrets stand neither in its arguments nor in its environment. It says one line of JSON: `{"port": n}` once it listens,
 * or `{"error": text}`. When standard input ends its parent is gone, and it goes too.
 */
const input = createInterface({ input: process.stdin })
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`)

input.once('line', (line) => {
  start(line).catch((error: unknown) => {
    say({ error: error instanceof Error ? error.message : String(error) })
    process.exit(1)
  })
})
input.on('close', () => process.exit(0))
process.on('SIGTERM', () => process.exit(0))
process.on('SIGINT', () => process.exit(0))

async function start(line: string): Promise<void> {
  const { port } = await startMediaServer(mediaConfig.parse(JSON.parse(line)))
  say({ port })
}
