import { client } from '../client.ts'
import { linkClient } from '../sign-in.ts'
import { PATHS } from './audiences.ts'
import { check, type Verdict } from './checker.ts'
import type { Cast, Installation, Scene } from './installation.ts'
import { attending, listening, moderating, reporting, type Stop } from './parts.ts'
import { type Witness, witness } from './witness.ts'

/** A call on air with people in it who do not stop asking, voting, raising hands and taking notes, whatever happens to the server. */
export interface Load {
  readonly moderator: Witness
  readonly attendees: readonly Witness[]
  /** Everybody with a link, those who stand at the door among them. */
  readonly all: readonly Witness[]
  /** Resolves when everybody is connected again and something new was acknowledged to each who works; answers the milliseconds it took. */
  settled(): Promise<number>
  /** Resolves when of each kind of thing that somebody may not see there was at least one. */
  eventful(): Promise<void>
  /** Compares again what is remembered with what the database holds now. */
  judge(databaseUrl?: string): Promise<Verdict>
  /** Ends the load and the broadcast, asks everything over HTTP too, and compares. */
  end(databaseUrl?: string, reordered?: boolean): Promise<Verdict>
}

const PATIENCE_MS = 120_000
const STRANGER: Cast = {
  role: 'stranger',
  name: 'A Stranger',
  firm: null,
  person: '',
  organization: null,
  link: '',
}

/** @param address where the clients connect to, if not to the installation itself (a proxy of ours) */
export async function startLoad(installation: Installation, address?: string): Promise<Load> {
  const { scene } = installation
  const server = () => address ?? installation.scene.url
  const seats = await Promise.all(
    scene.cast.map(async (who) => ({
      who,
      at: witness(server, await linkClient({ url: scene.url }, who.link), scene.call, { origin: scene.url }),
    })),
  )
  const those = (...roles: string[]) =>
    seats.filter(({ who }) => roles.includes(who.role)).map(({ at }) => at)
  const stranger = { who: STRANGER, at: witness(server, client(scene), scene.call, { origin: scene.url }) }
  const [moderator] = those('moderator')
  const [rapporteur] = those('rapporteur')
  if (!moderator || !rapporteur) throw new Error('nobody leads or takes the record')
  await moderator.do('openRoom')
  await moderator.do('enter', { acceptedRules: scene.rulesVersion })
  await moderator.do('goOnAir')
  const audience = those('attendee', 'observer', 'removed', 'panelist', 'rapporteur')
  await Promise.all(audience.map((each) => each.do('enter', { acceptedRules: scene.rulesVersion })))

  const stop: Stop = { ending: false }
  const attendees = those('attendee')
  const parts = [
    ...attendees.map((each, n) => attending(each, n, scene, stop)),
    ...those('observer', 'panelist').map((each) => listening(each, scene, stop)),
    moderating(moderator, scene, stop),
    reporting(rapporteur, scene, stop),
  ]
  const working = [moderator, ...attendees]
  const all = seats.map(({ at }) => at)
  const acked = (each: Witness) =>
    [...each.testimony.sent.values()].reduce((sum, { acked: at }) => sum + (at === null ? 0 : 1), 0)
  const judge = async (databaseUrl?: string, reordered = false) =>
    check(
      databaseUrl ?? (await installation.databaseUrl()),
      installation.scene,
      [...seats, stranger],
      reordered,
    )
  return {
    moderator,
    attendees,
    all,
    async settled() {
      const began = performance.now()
      const before = working.map(acked)
      const isBack = () =>
        all.every((each) => each.isOpen()) &&
        working.every((each, index) => acked(each) > (before[index] ?? 0))
      while (!isBack()) {
        if (performance.now() - began > PATIENCE_MS)
          throw new Error(
            `not everybody is back: ${all.map((each) => `${each.isOpen()}/${acked(each)}/${each.storage()}`).join(' ')}`,
          )
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return performance.now() - began
    },
    async eventful() {
      const names = () => new Set(all.flatMap((each) => [...each.testimony.sent.values()].flatMap(ackedName)))
      const began = performance.now()
      while (!EVENTFUL.every((name) => names().has(name))) {
        if (performance.now() - began > PATIENCE_MS) throw new Error(`only ${[...names()].join(' ')}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    judge,
    async end(databaseUrl, reordered) {
      stop.ending = true
      await Promise.all(parts)
      await afterwards(moderator, rapporteur)
      await Promise.all([...seats, stranger].map(({ at }) => askEverything(at, scene)))
      await seen(all)
      const verdict = await judge(databaseUrl, reordered)
      for (const { at } of [...seats, stranger]) at.close()
      return verdict
    },
  }
}

/** What a load has done when there is something of each kind to be seen. */
const EVENTFUL = [
  ...['removePerson', 'addGuest', 'showQuestion', 'dismissQuestion', 'assignQuestion', 'followUp'],
  ...['answerLive', 'giveFloor', 'acceptFloor', 'askToPublish', 'correctEntry', 'vote'],
]
const ackedName = ({ name, acked }: { name: string; acked: number | null }) => (acked === null ? [] : [name])

/** The audience has gone; what is said now is not for it. */
async function afterwards(moderator: Witness, rapporteur: Witness): Promise<void> {
  await moderator.do('endBroadcast')
  await rapporteur.do('recordEntry', { kind: 'key point', text: 'Among us: it went well. «debrief 1»' })
  await moderator.do('addGuest', { how: 'phone-in', name: 'Late «debrief 2»' })
  await moderator.do('announce', { text: 'The readout comes tomorrow. «debrief 3»' })
}

/** What is seen follows what is acknowledged within a tick, on a busy machine later. */
async function seen(all: readonly Witness[]): Promise<void> {
  const inside = all.filter((each) => each.room().audience !== 'door')
  const last = Math.max(...all.map((each) => each.room().seq))
  const began = performance.now()
  while (!inside.every((each) => each.room().seq >= last) && performance.now() - began < 10_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

async function askEverything({ client: who, testimony }: Witness, { call, slug }: Scene): Promise<void> {
  for (const path of Object.keys(PATHS)) {
    const { status, body } = await who.get<unknown>(path.replace('{call}', call).replace('{slug}', slug))
    testimony.answers.push({ path, status, text: typeof body === 'string' ? body : JSON.stringify(body) })
  }
}
