import { parseCommand } from '../contract.ts'
import type { RoomActor } from '../rules/who.ts'
import type { Hosted, RoomHost } from './host.ts'
import { type Limit, limitOf } from './limits.ts'
import { cannotRecord, type Outcome } from './room-parts.ts'

/** Limits per person, over all their sockets. They delay before they refuse. */
export interface RoomLimits {
  readonly connects: Limit
  readonly commands: Limit
  readonly questions: Limit
}

export const roomLimits = (): RoomLimits => ({
  // Somebody with a bad line comes back often; a script in a loop comes back without end.
  connects: limitOf({ burst: 20, perSecond: 1, patienceMs: 10_000 }),
  commands: limitOf({ burst: 30, perSecond: 10, patienceMs: 3_000 }),
  questions: limitOf({ burst: 4, perSecond: 0.2, patienceMs: 2_000 }),
})

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * A command by whichever way it came: resolves when its turn has come, so that the next of the same sender joins the same batch;
 * its `outcome` when it is durable or refused (`room.malformed` and `room.too_fast` beside the reasons of the rules).
 */
export async function takeTurn(
  { host, limits }: { readonly host: RoomHost; readonly limits: RoomLimits },
  hosted: Hosted,
  actor: RoomActor,
  { id, name, input }: { readonly id: string; readonly name: string; readonly input?: unknown },
): Promise<{ readonly outcome: Promise<Outcome> }> {
  const command = parseCommand(name, input)
  if (!command) return { outcome: Promise.resolve({ refused: 'room.malformed', params: {} }) }
  // While nothing can be recorded, a client tries again and again; that is our fault and not counted against who asks.
  const trouble = hosted.live.room.storage()
  const wait = cannotRecord(trouble) ? 0 : waitFor(limits, actor.person, command.name)
  if (wait === null) return { outcome: Promise.resolve({ refused: 'room.too_fast', params: {} }) }
  if (wait > 0) await sleep(wait)
  return { outcome: host.submit(hosted, actor, id, command) }
}

/** How long this person's next command has to wait, in milliseconds; null when there were too many. */
function waitFor(limits: RoomLimits, person: string, command: string): number | null {
  const now = performance.now()
  const general = limits.commands(person, now)
  const special = command === 'submitQuestion' ? limits.questions(person, now) : 0
  return general === null || special === null ? null : Math.max(general, special)
}
