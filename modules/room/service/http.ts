import { STAFF } from '../../../kernel/access.ts'
import { type Actor, hasCallRole, holdsRole, system } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { type Frame, parseCommand, type RecordEvent, type SocketAudience } from '../contract.ts'
import { createProjection } from '../rules/projection.ts'
import { meOf, orgOf, standing } from '../rules/view-people.ts'
import { recordAfter } from '../views.ts'
import type { RoomHost } from './host.ts'
import { type RoomLimits, waitFor } from './session.ts'

/** A command for those without a socket. @throws AppError with the room's reason when it is refused */
export async function commandOverHttp(
  { host, limits }: { readonly host: RoomHost; readonly limits: RoomLimits },
  actor: Actor,
  { call, id, name, input }: { call: string; id: string; name: string; input?: unknown },
): Promise<{ seq: number; made: string | null }> {
  const hosted = await host.open(call)
  const who = await host.enter(hosted, actor)
  const command = parseCommand(name, input)
  if (!command) throw new AppError('invalid', 'room.malformed')
  const wait = waitFor(limits, who.person, name)
  if (wait === null) throw new AppError('rate_limited', 'room.too_fast')
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  const outcome = await host.submit(hosted, who, id, command)
  if ('refused' in outcome) throw refusal(outcome.refused, outcome.params)
  return { seq: outcome.seq, made: outcome.made }
}

function refusal(reason: string, params: Readonly<Record<string, string | number>>): AppError {
  if (reason === 'room.not_yours' || reason === 'room.grant_ended')
    return new AppError('forbidden', reason, { params })
  if (reason === 'room.not_saved') return new AppError('unavailable', reason, { params })
  if (reason.startsWith('room.no_such')) return new AppError('not_found', reason, { params })
  return new AppError('conflict', reason, { params })
}

type Snapshot = Pick<Frame, 'seq' | 'at' | 'put'> & { readonly whole: SocketAudience }

/** All that this actor may see of the room, `me` and `org` included. */
export async function snapshotOf(host: RoomHost, actor: Actor, call: string): Promise<Snapshot> {
  const hosted = await host.open(call)
  const who = await host.enter(hosted, actor)
  const seen = hosted.live.room.seen()
  const audience = standing(seen, who)
  const shared = JSON.parse(createProjection(audience, seen, seen.state.at ?? '').whole()) as Frame
  return {
    seq: shared.seq,
    at: shared.at,
    whole: audience,
    put: {
      ...shared.put,
      me: meOf(seen, who),
      ...(who.organization ? { org: orgOf(seen, who.organization) } : {}),
    },
  }
}

/** Whether this actor is past the door now. */
export async function isInside(host: RoomHost, actor: Actor, call: string): Promise<boolean> {
  const hosted = await host.open(call)
  return standing(hosted.live.room.seen(), await host.enter(hosted, actor)) !== 'door'
}

/** The record itself, oldest first, for the mission. `cursor` is the last `seq` seen. */
export async function recordPage(
  tx: Tx,
  actor: Actor,
  { call, cursor, limit }: { call: string; cursor?: string | undefined; limit: number },
): Promise<{ items: RecordEvent[]; next: string | null }> {
  const { program } = await tx.use(callsCommands).get(tx, system('room'), { call })
  if (!holdsRole(actor, STAFF, program.id) && !hasCallRole(actor, ['host', 'moderator'], call)) {
    throw new AppError('forbidden', 'room.not_your_call')
  }
  const after = Number(cursor ?? 0)
  if (!Number.isSafeInteger(after)) throw new AppError('invalid', 'room.malformed')
  const found = await recordAfter(tx, call, after, { limit: limit + 1 })
  const items = found.slice(0, limit).map(({ event }) => event)
  return { items, next: found.length > limit ? String(items.at(-1)?.seq) : null }
}
