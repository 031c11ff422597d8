import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { system } from '../kernel/actor.ts'
import { accessCommands } from '../modules/access/contract.ts'
import type { App } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { checkExposure, checkPort, onWishToStop, sentenceFor } from './environment.ts'
import { type RunningServer, runServer } from './run.ts'
import { openToLan } from './tls.ts'

const STOP_LIMIT_MS = 5000
const FIRST_LINK_MINUTES = 24 * 60

const { values: flags } = parseArgs({
  options: {
    lan: { type: 'boolean', default: false },
    demo: { type: 'boolean', default: false },
    reset: { type: 'boolean', default: false },
    speed: { type: 'string', default: '1' },
  },
})

const say = (message: string): void => void process.stdout.write(`${message}\n`)

/** Starts the installation, says where it is, and stays until somebody ends it. */
async function main(): Promise<void> {
  const { DIRECT_LINE_DATA: folder } = process.env
  const asked = readConfig(
    flags.demo ? { ...process.env, DIRECT_LINE_DATA: folder?.trim() || './data-demo' } : process.env,
    { lan: flags.lan },
  )
  // First of all: what is made next, a certificate for the local network too, is kept in that folder.
  if (flags.reset) await (await import('../demo/reset.ts')).resetDemo(asked.dataDir, say)
  const { config, say: lanWords } = flags.lan ? await openToLan(asked) : { config: asked, say: [] }
  checkExposure(config)
  await checkPort(config.host, config.port)
  const server = await runServer(config, say, (state) =>
    say(
      state === 'gone'
        ? 'The database ended by itself and is being started again. What was acknowledged is on disk.'
        : 'The database is back.',
    ),
  )
  const ending = new AbortController()
  onWishToStop(() => void stop(server, ending))
  for (const words of lanWords) say(words)
  say(`Direct Line runs at ${server.app.url}   (Ctrl-C ends it; data in ${config.dataDir})`)
  sayMedia(server.app)
  if (flags.demo) await demo(server.app, config, ending.signal)
  else await sayFirstLink(server.app)
}

/** How sound and picture stand, now and whenever it changes. */
function sayMedia({ context: { media } }: App): void {
  const { standing, words } = media.status()
  if (standing !== 'starting') say(words)
  media.onStatus((status) => say(status.words))
}

async function stop(server: RunningServer, ending: AbortController): Promise<void> {
  ending.abort()
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
  await server.stop()
  process.exit(0)
}

/** A new installation has no administrator: whoever holds this link becomes the first. */
async function sayFirstLink(app: App): Promise<void> {
  const link = await app.context.transaction(system('start'), (tx) =>
    tx.use(accessCommands).signInLink(tx, system('start'), { email: null, minutes: FIRST_LINK_MINUTES }),
  )
  if (link) say(`Sign in as the first administrator: ${link}`)
}

async function demo(app: App, config: Config, signal: AbortSignal): Promise<void> {
  const { runDemo } = await import('../demo/run.ts')
  await runDemo({ app, speed: Number(flags.speed), folder: join(config.dataDir, 'demo'), say, signal })
}

const at = { host: process.env['HOST'] || '127.0.0.1', port: Number(process.env['PORT'] || 4100) }
main().catch((error: unknown) => {
  const sentence =
    sentenceFor(error, at) ?? (error instanceof Error && error.name === 'Error' ? error.message : null)
  process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`)
  process.exit(1)
})
