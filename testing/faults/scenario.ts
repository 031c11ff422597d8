import type { Client } from '../client.ts'
import { linkClient } from '../sign-in.ts'
import { check, type Verdict } from './checker.ts'
import type { Installation } from './installation.ts'
import { type Witness, witness } from './witness.ts'

/** A call on air with people in it who do not stop asking, voting and raising hands, whatever happens to the server. */
export interface Load {
  readonly moderator: Witness
  readonly attendees: readonly Witness[]
  readonly all: readonly Witness[]
  /** Resolves when everybody is connected again and something new was acknowledged to each; answers the milliseconds it took. */
  settled(): Promise<number>
  /** Ends the load and compares. */
  end(databaseUrl?: string): Promise<Verdict>
}

/** Between two commands of one client. */
const PAUSE_MS = 40
const PATIENCE_MS = 60_000

/** @param address where the clients connect to, if not to the installation itself (a proxy of ours) */
export async function startLoad(installation: Installation, address?: string): Promise<Load> {
  const { scene } = installation
  const server = () => address ?? installation.scene.url
  const enter = async (link: string): Promise<Witness> => {
    const client: Client = await linkClient({ url: scene.url }, link)
    return witness(server, client, scene.call, { origin: scene.url })
  }
  const moderator = await enter(scene.moderator)
  await moderator.do('openRoom')
  await moderator.do('enter', { acceptedRules: scene.rulesVersion })
  await moderator.do('goOnAir')
  const attendees = await Promise.all(scene.links.map(enter))
  await Promise.all(attendees.map((each) => each.do('enter', { acceptedRules: scene.rulesVersion })))

  const secrets = new Map<string, Witness>()
  let ending = false
  let count = 0
  const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())))
  const busy = attendees.map(async (each, index) => {
    for (let turn = 0; !ending; turn += 1) {
      // Every sentence is one of a kind: it says who asked, and when it was repeated.
      count += 1
      const text = `Question ${count} of witness ${index}`
      if (turn % 200 === 0) {
        secrets.set(text, each)
        await each.do('submitQuestion', { text, visibility: 'mission and panel' })
      } else await each.do(turn % 2 === 0 ? 'raiseHand' : 'lowerHand')
      await pause()
    }
  })
  const leading = (async () => {
    for (let turn = 0; !ending; turn += 1) {
      await moderator.do('announce', { text: `Announcement ${turn}` })
      await pause()
    }
  })()

  const all = [moderator, ...attendees]
  const acked = (each: Witness) =>
    [...each.testimony.sent.values()].reduce((sum, { acked: at }) => sum + (at === null ? 0 : 1), 0)
  return {
    moderator,
    attendees,
    all,
    async settled() {
      const began = performance.now()
      const before = all.map(acked)
      while (!all.every((each, index) => each.isOpen() && acked(each) > (before[index] ?? 0))) {
        if (performance.now() - began > PATIENCE_MS)
          throw new Error(
            `not everybody is back: ${all.map((each, index) => `${each.isOpen()}/${acked(each) - (before[index] ?? 0)}/${each.storage()}`).join(' ')}`,
          )
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return performance.now() - began
    },
    async end(databaseUrl) {
      ending = true
      await Promise.all([...busy, leading])
      // What is seen follows what is acknowledged within a tick.
      const last = Math.max(...all.map((each) => each.room().seq))
      const began = performance.now()
      while (!all.every((each) => each.room().seq >= last) && performance.now() - began < 3_000)
        await new Promise((resolve) => setTimeout(resolve, 50))
      await new Promise((resolve) => setTimeout(resolve, 300))
      const verdict = await check(databaseUrl ?? (await installation.databaseUrl()), scene.call, all, secrets)
      for (const each of all) each.close()
      return verdict
    },
  }
}
