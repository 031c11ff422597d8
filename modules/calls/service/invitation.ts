import { type Actor, hasCallRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts, PanelMemberFacts, StageInvitation } from '../contract.ts'
import { whyNoAnswer } from '../rules/answers.ts'
import { ON_STAGE, READERS } from '../rules/officials.ts'
import { lockCall } from '../store/calls.ts'
import { updatePanelMember } from '../store/panel.ts'
import { factsById } from '../views/facts.ts'
import { noteChange } from './changes.ts'

export type Holder = Extract<Actor, { kind: 'grant' }>

/** @throws AppError `unauthenticated` for everybody who did not come by a personal link */
export function requireHolder(actor: Actor): Holder {
  if (actor.kind !== 'grant') throw new AppError('unauthenticated', 'calls.open_your_link')
  return actor
}

/** The places on the panel this link may answer for, and as whom; her own comes first. */
export function placesOf(call: CallFacts, { person }: Holder) {
  const mine = call.panel.filter((member) => member.person === person)
  const theirs = call.panel.filter((member) => member.office === person && member.person !== person)
  return [
    ...mine.map((member) => ({ member, by: 'self' as const })),
    ...theirs.map((member) => ({ member, by: 'office' as const })),
  ]
}

/** What the holder of a link is invited to, and where it stands. The office of a panel member sees this and no more. */
export async function readInvitation(tx: Tx, actor: Actor): Promise<StageInvitation> {
  const holder = requireHolder(actor)
  const call = await factsById(tx, holder.call)
  if (!call) throw new AppError('not_found', 'calls.unknown_call')
  const places = placesOf(call, holder)
  const open = call.state === 'published' || call.state === 'live'
  const onStage = hasCallRole(holder, ON_STAGE, call.id)
  return {
    call: {
      id: call.id,
      slug: call.slug,
      state: call.state,
      topic: call.topic,
      startsAt: call.startsAt?.toString() ?? null,
      endsAt: call.endsAt?.toString() ?? null,
      zone: call.zone,
      hostPlace: call.hostPlace,
      host: call.host && { name: call.host.name, organization: call.host.organization },
      groundRules: call.groundRules,
    },
    as: places[0]?.by ?? null,
    members: places.map(({ member }) => placeOf(call, member)),
    mayEnter: open && holder.roles.length > 0,
    mayRehearse: call.state === 'published' && onStage,
    mayRead: open && hasCallRole(holder, READERS, call.id),
  }
}

function placeOf(call: CallFacts, member: PanelMemberFacts): StageInvitation['members'][number] {
  const { id, role, name, title, organization, state, answeredBy } = member
  const instead = call.panel.find((each) => each.id === member.replacedBy)
  return {
    ...{ id, role, name, title, organization, state, answeredBy },
    answeredAt: member.answeredAt?.toString() ?? null,
    replacedBy: instead ? { name: instead.name, title: instead.title } : null,
    mayAnswer: whyNoAnswer(call.state, member) === null,
  }
}

/**
 * Somebody of the stage tried her link: the officer sees when. It stands in the history of the call, never in its record.
 * @throws AppError `forbidden`, `conflict` when there is nothing to rehearse any more
 */
export async function rehearse(tx: Tx, actor: Actor): Promise<StageInvitation> {
  const holder = requireHolder(actor)
  const call = await lockCall(tx, holder.call)
  if (call.state !== 'published') throw new AppError('conflict', 'calls.no_rehearsal')
  const facts = await factsById(tx, call.id)
  const place = facts && placesOf(facts, holder).find(({ by }) => by === 'self')
  if (place) await updatePanelMember(tx, place.member.id, { rehearsedAt: tx.now })
  await noteChange(tx, call.id, call.version, {
    type: 'panel-member.rehearsed',
    about: { person: holder.person, ...(place ? { panelMember: place.member.id } : {}) },
    differences: { fields: [], facts: {}, texts: {} },
  })
  return await readInvitation(tx, actor)
}
