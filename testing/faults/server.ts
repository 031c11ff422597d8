import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { system } from '../../kernel/actor.ts'
import { guest, publishedCall } from '../../modules/room/factories/scene.ts'
import { readConfig } from '../../server/config.ts'
import { runServer } from '../../server/run.ts'

/**
 * A process of its own that is killed, stopped and starved: the server as `npm start` composes it, with a published call and as many
 * people with links as the first word says. A second start on the same data has the same call. Prints one line of JSON when it is
 * ready, and does what `process.send` asks of it, if it still can: `block` holds the event loop for so many milliseconds, `step` moves
 * this process's clock, `hoard` takes memory until there is none.
 */
const me = system('test')
const config = readConfig(process.env)
const server = await runServer(
  config,
  () => undefined,
  (state) => process.stderr.write(`database ${state}\n`),
)
const { context } = server.app
const file = join(config.dataDir, 'scene.json')

async function makeScene(attendees: number) {
  const call = await publishedCall(context)
  return context.transaction(me, async (tx) => {
    const invite = async (name: string, firm: string, role: 'attendee' | 'moderator') =>
      (await guest(tx, call.id, { name, firm, roles: [role] })).url
    const links: string[] = []
    for (let n = 0; n < attendees; n++) {
      const letter = String.fromCharCode(97 + (n % 26)) + String.fromCharCode(97 + Math.floor(n / 26))
      links.push(await invite(`Attendee ${n}`, `Firm ${letter}`, 'attendee'))
    }
    return {
      call: call.id,
      rulesVersion: call.rulesVersion,
      moderator: await invite('Mod Erator', 'Mission', 'moderator'),
      links,
    }
  })
}

if (!existsSync(file)) await writeFile(file, JSON.stringify(await makeScene(Number(process.argv[2] ?? 4))))
process.stdout.write(
  `${JSON.stringify({ url: server.app.url, ...JSON.parse(await readFile(file, 'utf8')) })}\n`,
)

const hoarded: unknown[] = []
let stepped = 0
// What a system whose clock is set shows to this process: the wall clock jumps, timers go on.
const real = Temporal.Now.instant.bind(Temporal.Now)
Temporal.Now.instant = () => real().add({ milliseconds: stepped })
process.on('message', (asked: { block?: number; step?: number; hoard?: true }) => {
  const until = performance.now() + (asked.block ?? 0)
  while (performance.now() < until);
  stepped += asked.step ?? 0
  while (asked.hoard) hoarded.push(Array.from({ length: 100_000 }, () => ({})))
})
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
process.on('disconnect', () => void server.stop().then(() => process.exit(0)))
