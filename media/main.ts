import { readFileSync } from 'node:fs'
import { mediaConfig } from './config.ts'
import { startMediaServer } from './server.ts'

/**
 * The media server as a process of its own: `node media/main.ts FILE`, where FILE holds its configuration (`MediaConfig`) as
 * JSON; secrets stand neither in arguments nor in the environment. It says `{"port": n}` in one line once it listens, or
 * `{"error": text}` and ends. It goes on when the process that started it ends: a call
 * outlives a restart of the product; `aloneMs` says for how long.
 */
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const config = mediaConfig.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))
  say({ port: await startMediaServer(config, () => process.exit(0)) })
} catch (error) {
  say({ error: error instanceof Error ? error.message : String(error) })
  process.exit(1)
}
