import { STAFF } from '../../../kernel/access.ts'
import { type Actor, hasCallRole, holdsRole, system } from '../../../kernel/actor.ts'
import { AppError, type ErrorCode } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import type { Frame, RecordEvent, SocketAudience } from '../contract.ts'
import { createProjection } from '../rules/projection.ts'
import { meOf, orgOf } from '../rules/view-people.ts'
import { recordAfter } from '../views.ts'
import type { RoomHost } from './host.ts'
import { lookIn } from './look.ts'
import { type RoomLimits, takeTurn } from './turn.ts'

/** A command for those without a socket. @throws AppError with the room's reason when it is refused */
export async function commandOverHttp(
  parts: { readonly host: RoomHost; readonly limits: RoomLimits },
  actor: Actor,
  { call, ...asked }: { call: string; id: string; name: string; input?: unknown },
): Promise<{ seq: number; made: string | null }> {
  const { hosted, who } = await parts.host.enter(call, actor)
  const outcome = await (await takeTurn(parts, hosted, who, asked)).outcome
  if ('refused' in outcome)
    throw new AppError(codeOf(outcome.refused), outcome.refused, { params: outcome.params })
  return { seq: outcome.seq, made: outcome.made }
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  'room.not_yours': 'forbidden',
  'room.grant_ended': 'forbidden',
  'room.malformed': 'invalid',
  'room.too_fast': 'rate_limited',
  'room.not_saved': 'unavailable',
}

const codeOf = (reason: string): ErrorCode =>
  CODES[reason] ?? (reason.startsWith('room.no_such') ? 'not_found' : 'conflict')

type Snapshot = Pick<Frame, 'seq' | 'at' | 'put'> & { readonly whole: SocketAudience }

/** All that this actor may see of the room, `me` and `org` included. */
export async function snapshotOf(host: RoomHost, actor: Actor, call: string): Promise<Snapshot> {
  const { seen, audience, who } = await lookIn(host, actor, call)
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
  return (await lookIn(host, actor, call)).audience !== 'door'
}

/** The record itself, oldest first, for the mission. `cursor` is the last `seq` seen. */
export async function recordPage(
  tx: Tx,
  actor: Actor,
  { call, cursor, limit }: { call: string; cursor: number; limit: number },
): Promise<{ items: RecordEvent[]; next: string | null }> {
  const { program } = await tx.use(callsCommands).get(tx, system('room'), { call })
  if (!holdsRole(actor, STAFF, program.id) && !hasCallRole(actor, ['host', 'moderator'], call)) {
    throw new AppError('forbidden', 'room.not_your_call')
  }
  const found = await recordAfter(tx, call, cursor, { limit: limit + 1 })
  const items = found.slice(0, limit).map(({ event }) => event)
  return { items, next: found.length > limit ? String(items.at(-1)?.seq) : null }
}
