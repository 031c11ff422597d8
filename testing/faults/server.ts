import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CallRole, system } from '../../kernel/actor.ts'
import type { CallFacts } from '../../modules/calls/contract.ts'
import { guest, panelGuest, publishedCall } from '../../modules/room/factories/scene.ts'
import { readConfig } from '../../server/config.ts'
import { runServer } from '../../server/run.ts'
import type { Cast } from './installation.ts'

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

/** Who is invited beside the attendees and the moderator: one of each audience that there is. */
const CAST: readonly Omit<Cast, 'link' | 'person' | 'organization'>[] = [
  { name: 'Mod Erator', firm: 'Mission Annex', role: 'moderator' },
  { name: 'Rap Porteur', firm: 'Mission Desk', role: 'rapporteur' },
  { name: 'Obs Erver', firm: 'Firm yy', role: 'observer' },
  { name: 'Rem Oved', firm: 'Firm zz', role: 'removed' },
  { name: 'New Comer', firm: 'Firm ww', role: 'newcomer' },
  { name: 'Off Ice', firm: 'Ministry Office', role: 'office' },
]
const ROLES: Readonly<Record<string, readonly CallRole[]>> = {
  moderator: ['moderator'],
  rapporteur: ['rapporteur'],
  observer: ['observer'],
  // Who will be removed, and who has a link and never comes in, are attendees like others.
  removed: ['attendee'],
  newcomer: ['attendee'],
  attendee: ['attendee'],
  // The office of a panel member has a link of its own and no part in the room.
  office: [],
}

/** `0` → `aa`: no name is a piece of another. */
const letters = (n: number) =>
  String.fromCharCode(97 + Math.floor(n / 26)) + String.fromCharCode(97 + (n % 26))

async function makeScene(attendees: number) {
  const call = await publishedCall(context)
  return context.transaction(me, async (tx) => {
    const cast: Cast[] = []
    for (let n = 0; n < attendees; n++) {
      // The first two represent the same firm.
      const firm = `Firm ${letters(Math.max(0, n - 1))}`
      cast.push(await invite({ name: `Attendee ${letters(n)}`, firm, role: 'attendee' }))
    }
    for (const who of CAST) cast.push(await invite(who))
    const secretary = await panelGuest(tx, call, 'panelist')
    cast.push({
      role: 'panelist',
      name: 'Saad Secretary',
      firm: null,
      person: secretary.person,
      organization: null,
      link: secretary.url,
    })
    return {
      call: call.id,
      slug: call.slug,
      rulesVersion: call.rulesVersion,
      panelMember: memberOf(call),
      cast,
    }

    async function invite(who: Omit<Cast, 'link' | 'person' | 'organization'>): Promise<Cast> {
      const invited = { name: who.name, firm: who.firm ?? '', roles: ROLES[who.role] ?? [] }
      const { url, person, organization } = await guest(tx, call.id, invited)
      return { ...who, link: url, person, organization }
    }
  })
}

const memberOf = ({ panel }: CallFacts): string => panel.find(({ role }) => role === 'panelist')?.id ?? ''

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
