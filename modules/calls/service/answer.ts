import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { peopleCommands } from '../../people/contract.ts'
import type { Answer, Answerer, PanelMemberFacts, StageInvitation } from '../contract.ts'
import { answeredMeanwhile, whyNoAnswer } from '../rules/answers.ts'
import { differences } from '../rules/changes.ts'
import { type LockedCall, lockCall } from '../store/calls.ts'
import { putOffice } from '../store/offices.ts'
import { endOf, giveFloor, insertPanelMember, reorder, updatePanelMember } from '../store/panel.ts'
import { panelMembers } from '../tables.ts'
import { factsById } from '../views/facts.ts'
import { touchCall } from './changes.ts'
import { placesOf, readInvitation, requireHolder } from './invitation.ts'
import { personOf } from './officials.ts'
import { moveRoles } from './panel.ts'

export interface Replacement {
  readonly name: Localized
  readonly title: Localized
  readonly organization?: Localized | undefined
  readonly email: string | null
}

const FIRST: Readonly<Record<Answerer, string>> = {
  self: 'calls.answered_by_self',
  office: 'calls.answered_by_office',
  mission: 'calls.answered_by_mission',
}

/**
 * The panel member or her office says whether she comes. Who comes instead is put on the panel, with the same office; an officer invites.
 * @throws AppError `not_found` not one's own; `conflict` too late, replaced, or somebody else answered first; `invalid` nobody was named
 */
export async function answerInvitation(
  tx: Tx,
  actor: Actor,
  input: { panelMember: Id; answer: Answer; seen: string | null; replacement?: Replacement | undefined },
): Promise<StageInvitation> {
  const holder = requireHolder(actor)
  const call = await lockCall(tx, holder.call)
  const facts = await factsById(tx, call.id)
  const place = facts && placesOf(facts, holder).find(({ member }) => member.id === input.panelMember)
  if (!place) throw new AppError('not_found', 'calls.unknown_panel_member')
  const { member, by } = place
  const seen = input.seen === null ? null : Temporal.Instant.from(input.seen)
  if (answeredMeanwhile(member, seen)) throw new AppError('conflict', FIRST[member.answeredBy ?? 'mission'])
  const refusal = whyNoAnswer(call.state, member)
  if (refusal) throw new AppError('conflict', refusal)
  if (input.answer === 'replaced' && !input.replacement)
    throw new AppError('invalid', 'calls.name_the_replacement', {
      fields: [{ path: 'replacement.name.en', reason: 'calls.name_the_replacement' }],
    })
  const replacedBy =
    input.answer === 'replaced' && input.replacement
      ? await seatInstead(tx, call, member, input.replacement)
      : null
  const after = { state: input.answer, answeredAt: tx.now, answeredBy: by, replacedBy }
  await moveRoles(tx, actor, call.id, member, { ...member, state: input.answer })
  await updatePanelMember(tx, member.id, after)
  const current = await lockCall(tx, call.id)
  await touchCall(tx, current, {
    type: 'panel-member.answered',
    about: { panelMember: member.id, person: member.person, by, replacedBy },
    differences: differences({ state: member.state }, { state: input.answer }, new Set()),
  })
  return await readInvitation(tx, actor)
}

/** Somebody new right behind whom she replaces, with her words on the agenda and her office; not invited yet. */
async function seatInstead(
  tx: Tx,
  call: LockedCall,
  member: PanelMemberFacts,
  { email, organization, ...named }: Replacement,
): Promise<Id> {
  const shown = { role: member.role, organization: organization ?? member.organization, ...named }
  const person = email
    ? (
        await tx
          .use(peopleCommands)
          .contact(tx, { kind: 'anonymous' }, { name: named.name.en, email, locale: 'en' })
      ).person
    : await personOf(tx, { ...shown, email: null, country: call.countries[0] ?? null, zone: call.zone })
  const id = tx.id()
  const order = (await factsById(tx, call.id))?.panel.map((each) => each.id) ?? []
  await insertPanelMember(tx, {
    id,
    call: call.id,
    person,
    position: await endOf(tx, panelMembers, call.id),
    ...shown,
    bio: { en: '', ur: null },
    state: 'listed',
    invitedAt: null,
    invitations: 0,
  })
  await reorder(
    tx,
    panelMembers,
    call.id,
    order.flatMap((each) => (each === member.id ? [each, id] : [each])),
  )
  await giveFloor(tx, member.id, id)
  if (member.office && member.office !== person) await putOffice(tx, id, member.office)
  await touchCall(tx, call, {
    type: 'panel-member.added',
    about: { panelMember: id, person, insteadOf: member.id },
    differences: differences({}, shown, new Set(['name', 'title', 'organization'])),
    person,
  })
  return id
}
