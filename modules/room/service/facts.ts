import { STAFF } from '../../../kernel/access.ts'
import { type Actor, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import type { RoomFacts } from '../contract.ts'

/**
 * What every screen of the room says of its call. The stage's link goes only to those who may be in the room.
 * @throws AppError `not_found`, `forbidden` for people of another call or program
 */
export async function facts(
  tx: Tx,
  actor: Actor,
  input: { call: string },
  { locale }: { locale: Locale },
): Promise<RoomFacts> {
  const call = await tx.use(callsCommands).get(tx, actor, { call: input.call })
  if (!mayLook(actor, call)) throw new AppError('forbidden', 'server.forbidden')
  const installation = await tx.use(accessCommands).installation(tx, actor, {})
  const admitted = actor.kind === 'staff' || (actor.kind === 'grant' && actor.roles.length > 0)
  return {
    call: call.id,
    number: call.series.number,
    topic: call.topic,
    startsAt: call.startsAt?.toString() ?? null,
    endsAt: call.endsAt?.toString() ?? null,
    zone: call.zone,
    hostPlace: call.hostPlace,
    homeZone: installation.homeZone,
    homePlace: (locale === 'ur' ? installation.homePlaceUr : null) ?? installation.homePlace,
    stageLink: admitted ? call.stageLink : null,
  }
}

const mayLook = (actor: Actor, call: CallFacts): boolean =>
  holdsRole(actor, STAFF, call.program.id) || (actor.kind === 'grant' && actor.call === call.id)
