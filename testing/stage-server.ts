import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { system } from '../kernel/actor.ts'
import { accessCommands } from '../modules/access/contract.ts'
import { guest, panelGuest, publishedCall } from '../modules/room/factories/scene.ts'
import { readConfig } from '../server/config.ts'
import { runServer } from '../server/run.ts'

/**
 * A process of its own for what is tested with sound and picture: the server as `npm start` composes it, with a published call and
 * people with links. The second start on the same data has the same call. Prints one line of JSON when it is ready.
 */
const me = system('test')
const config = readConfig(process.env)
const server = await runServer(
  config,
  () => undefined,
  () => process.exit(1),
)
const { context } = server.app
const file = join(config.dataDir, 'scene.json')

interface Scene {
  readonly call: string
  readonly other: string
  readonly rulesVersion: number
  readonly links: Readonly<Record<string, string>>
  /** Person ids by name. */
  readonly people: Readonly<Record<string, string>>
}

async function makeScene(): Promise<Scene> {
  const call = await publishedCall(context)
  const other = await publishedCall(context)
  return await context.transaction(me, async (tx) => {
    const made = {
      dana: await guest(tx, call.id, { name: 'Dana Firm', firm: 'Alpha', roles: ['attendee'] }),
      fay: await guest(tx, call.id, { name: 'Fay Firm', firm: 'Beta', roles: ['attendee'] }),
      observer: await guest(tx, call.id, { name: 'Olga Observer', firm: 'Gamma', roles: ['observer'] }),
      moderator: await guest(tx, call.id, { name: 'Mod Erator', firm: 'Mission', roles: ['moderator'] }),
      host: await panelGuest(tx, call, 'host'),
      secretary: await panelGuest(tx, call, 'panelist'),
      stranger: await guest(tx, other.id, { name: 'Sam Stranger', firm: 'Delta', roles: ['attendee'] }),
    }
    const links = Object.fromEntries(Object.entries(made).map(([name, { url }]) => [name, url]))
    const people = Object.fromEntries(Object.entries(made).map(([name, { person }]) => [name, person]))
    return { call: call.id, other: other.id, rulesVersion: call.rulesVersion, links, people }
  })
}

const known = existsSync(file)
const scene = known ? (JSON.parse(await readFile(file, 'utf8')) as Scene) : await makeScene()
if (!known) await writeFile(file, JSON.stringify(scene))

/** What the test asks of the process over its standard input: to take somebody's link away. */
process.stdin.on('data', (data) => {
  const [word, person = ''] = String(data).trim().split(' ')
  if (word !== 'revoke') return
  void context.transaction(me, (tx) => tx.use(accessCommands).revoke(tx, me, { call: scene.call, person }))
})

// What making the scene has set going is done: a link that is taken away waits for nothing.
await server.app.drain()
while (context.media.status().standing === 'starting') await new Promise((resolve) => setTimeout(resolve, 50))
if (context.media.status().standing !== 'ready') process.stderr.write(`${context.media.status().words}\n`)
process.stdout.write(`${JSON.stringify({ url: server.app.url, ...scene })}\n`)

const stop = async (): Promise<void> => {
  await server.stop()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.on('disconnect', stop)
