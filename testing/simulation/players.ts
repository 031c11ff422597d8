import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Simulated } from './simulate.ts'

type Sum = Omit<Simulated, 'types'>
type Played = { readonly sum: Sum; readonly types: readonly (readonly [string, number])[] }
type Wrong = { readonly wrong: string }

/** Seeds of two shares are so far apart that no call is played twice. */
const APART = 1_000_003

/** Plays the calls of one seed in a process of its own, there with mistakes planted in the room's source, if any are named. */
export async function share(
  seed: number,
  commands: number,
  planted: readonly string[] = [],
): Promise<Played | Wrong> {
  const player = fork(join(import.meta.dirname, 'share.ts'), [String(seed), String(commands)], {
    execPath: process.execPath,
    execArgv: planted.length > 0 ? ['--import', join(import.meta.dirname, '..', 'faults', 'planted.ts')] : [],
    env: { ...process.env, PLANTED: planted.join(',') },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  let complaint = ''
  player.stderr?.on('data', (text) => {
    complaint += String(text)
  })
  const said: (Played | Wrong)[] = []
  player.on('message', (message: Played | Wrong) => said.push(message))
  await once(player, 'close')
  const [answer] = said
  // A rule that was rewritten and no longer has a place for the mistake must not count as found.
  if (!answer || complaint.includes('never planted')) throw new Error(complaint || 'ended without a word')
  return answer
}

/** As many commands as asked, on all cores at once. @throws Error naming the seed of the call in which something was wrong */
export async function simulateOnAll(seed: number, commands: number): Promise<Simulated> {
  const players = availableParallelism()
  const shares = await Promise.all(
    Array.from({ length: players }, (_, n) =>
      share((seed + n * APART) >>> 0, Math.floor(commands / players) + (n < commands % players ? 1 : 0)),
    ),
  )
  const wrong = shares.flatMap((each) => ('wrong' in each ? [each.wrong] : []))
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  const played = shares.filter((each) => 'sum' in each)
  const types = new Map<string, number>()
  for (const { types: some } of played)
    for (const [type, times] of some) types.set(type, (types.get(type) ?? 0) + times)
  const sum = (of: keyof Sum) => played.reduce((total, { sum: each }) => total + each[of], 0)
  return {
    commands: sum('commands'),
    calls: sum('calls'),
    accepted: sum('accepted'),
    refused: sum('refused'),
    malformed: sum('malformed'),
    failures: sum('failures'),
    events: sum('events'),
    types,
  }
}
