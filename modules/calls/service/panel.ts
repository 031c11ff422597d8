import { type Actor, system } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import { peopleCommands } from '../../people/contract.ts'
import type { PanelMemberFacts, PanelState, StageRole } from '../contract.ts'
import { differences, mergeText, type TextChange } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import type { LockedCall } from '../store/calls.ts'
import {
  deletePanelMember,
  endOf,
  insertPanelMember,
  type PanelRecord,
  panelMemberOf,
  reorder,
  updatePanelMember,
} from '../store/panel.ts'
import { panelMembers } from '../tables.ts'
import { factsById } from '../views/facts.ts'
import type { NewOrder } from './agenda.ts'
import { touchCall } from './changes.ts'
import { writeToOffice } from './office.ts'
import { personOf } from './officials.ts'
import { editable, memberFacts, placeOf } from './panel-parts.ts'
import { tellStanding } from './stage-standing.ts'

const WRITTEN = new Set(['name', 'title', 'organization', 'bio'])

export async function addPanelMember(
  tx: Tx,
  actor: Actor,
  input: {
    call: Id
    role: StageRole
    name: Localized
    title: Localized
    organization: Localized
    bio: Localized
    email: string | null
  },
): Promise<PanelMemberFacts> {
  const call = await editable(tx, actor, input.call)
  const { call: _call, email, ...shown } = input
  const person = await personOf(tx, { ...shown, email, country: call.countries[0] ?? null, zone: call.zone })
  const id = tx.id()
  await insertPanelMember(tx, {
    id,
    call: call.id,
    person,
    position: await endOf(tx, panelMembers, call.id),
    ...shown,
    state: 'listed',
    invitedAt: null,
    invitations: 0,
  })
  await touchCall(tx, call, {
    type: 'panel-member.added',
    about: { panelMember: id, person },
    differences: differences({}, shown, WRITTEN),
    person,
  })
  return await memberFacts(tx, call.id, id)
}

export interface PanelMemberChange {
  readonly call: Id
  readonly panelMember: Id
  readonly role?: StageRole | undefined
  readonly name?: TextChange | undefined
  readonly title?: TextChange | undefined
  readonly organization?: TextChange | undefined
  readonly bio?: TextChange | undefined
  readonly email?: string | null | undefined
  readonly state?: PanelState | undefined
  /** What the writer had before her. */
  readonly base?: Readonly<Record<string, unknown>> | undefined
}

/** Changes what is shown of a panel member, the role, the address, or notes what the office told us. */
export async function changePanelMember(
  tx: Tx,
  actor: Actor,
  input: PanelMemberChange,
): Promise<PanelMemberFacts> {
  const call = await editable(tx, actor, input.call)
  const before = await panelMemberOf(tx, call.id, input.panelMember)
  const shown = {
    role: input.role ?? before.role,
    name: mergeText(before.name, input.name),
    title: mergeText(before.title, input.title),
    organization: mergeText(before.organization, input.organization),
    bio: mergeText(before.bio, input.bio),
  }
  const person = await personAfter(tx, call, before, shown, input.email)
  const { base, email, ...set } = input
  // Another address is another person's file: that is what two may clash about.
  refuseClashes(
    before,
    { ...before, ...shown, person, state: input.state ?? before.state },
    { set: email === undefined ? set : { ...set, person }, base },
  )
  const another = person !== before.person
  const after = {
    ...shown,
    person,
    // Another address is another person's until the office says otherwise: the old link does not enter any more.
    state: another ? ('listed' as const) : (input.state ?? before.state),
    invitedAt: another ? null : before.invitedAt,
    ...(another
      ? { answeredAt: null, answeredBy: null, rehearsedAt: null }
      : input.state && input.state !== before.state
        ? { answeredAt: tx.now, answeredBy: 'mission' as const }
        : {}),
  }
  const diff = differences(before, after, WRITTEN)
  if (diff.fields.length === 0) return await memberFacts(tx, call.id, before.id)
  await moveRoles(tx, actor, call.id, before, after)
  await updatePanelMember(tx, before.id, after)
  await touchCall(tx, call, {
    type: 'panel-member.changed',
    about: { panelMember: before.id, person },
    differences: diff,
    person,
  })
  return await memberFacts(tx, call.id, before.id)
}

async function personAfter(
  tx: Tx,
  call: LockedCall,
  before: PanelRecord,
  shown: { role: StageRole; name: Localized; title: Localized; organization: Localized },
  email: string | null | undefined,
): Promise<Id> {
  const known = (await tx.use(peopleCommands).get(tx, system('calls'), { person: before.person })).email
  const address = email === undefined ? known : email
  // Without an address there is nothing by which the file could be found again: it stays as it is.
  if (address === null) return before.person
  return await personOf(tx, { ...shown, email: address, country: call.countries[0] ?? null, zone: call.zone })
}

/** What somebody may do on the call follows the role; who declined or was replaced does not enter. */
export async function moveRoles(
  tx: Tx,
  actor: Actor,
  call: Id,
  before: Pick<PanelRecord, 'id' | 'invitedAt' | 'person' | 'role' | 'state'>,
  after: { role: StageRole; person: Id; state: PanelState },
): Promise<void> {
  if (before.invitedAt === null) return
  const access = tx.use(accessCommands)
  const gone = after.state === 'declined' || after.state === 'replaced' || after.person !== before.person
  if (gone || after.role !== before.role) {
    await access.revokeRoles(tx, actor, { call, person: before.person, roles: [before.role] })
  }
  const back = before.state === 'declined' || before.state === 'replaced'
  if (gone !== back) {
    const place = { call, panelMember: before.id, person: before.person }
    await tellStanding(tx, gone ? 'released' : 'returned', place)
  }
  if (!gone && (after.role !== before.role || back)) {
    await access.grant(tx, actor, { call, person: after.person, organization: null, roles: [after.role] })
  }
}

export async function removePanelMember(
  tx: Tx,
  actor: Actor,
  input: { call: Id; panelMember: Id },
): Promise<void> {
  const call = await editable(tx, actor, input.call)
  const member = await panelMemberOf(tx, call.id, input.panelMember)
  const was = await placeOf(tx, call.id, member)
  if (member.invitedAt && member.state !== 'declined' && member.state !== 'replaced') {
    await tellStanding(tx, 'released', { call: call.id, panelMember: member.id, person: member.person })
  }
  await tx
    .use(accessCommands)
    .revokeRoles(tx, actor, { call: call.id, person: member.person, roles: [member.role] })
  await deletePanelMember(tx, member.id)
  await touchCall(tx, call, {
    type: 'panel-member.removed',
    about: { panelMember: member.id, person: member.person, was },
    differences: differences(
      {
        ...{ role: member.role, name: member.name, title: member.title },
        ...{ organization: member.organization, bio: member.bio },
      },
      { role: null, name: null, title: null, organization: null, bio: null },
      WRITTEN,
    ),
    person: member.person,
  })
}

export async function orderPanel(
  tx: Tx,
  actor: Actor,
  input: NewOrder,
): Promise<readonly PanelMemberFacts[]> {
  const call = await editable(tx, actor, input.call)
  const before = { order: (await factsById(tx, call.id))?.panel.map(({ id }) => id) }
  refuseClashes(before, { order: input.order }, { set: { order: input.order }, base: input.base })
  await reorder(tx, panelMembers, call.id, input.order)
  await touchCall(tx, call, {
    type: 'panel.ordered',
    differences: differences(before, { order: input.order }, WRITTEN),
  })
  return (await factsById(tx, call.id))?.panel ?? []
}

/** Grants the role and sends the personal link to the address in the file; without an address or `mail` the link is only made. */
export async function invitePanelMember(
  tx: Tx,
  actor: Actor,
  input: { call: Id; panelMember: Id; mail: boolean },
): Promise<{ grant: Id; state: PanelState; sent: boolean }> {
  const call = await editable(tx, actor, input.call)
  if (!call.startsAt) throw new AppError('conflict', 'calls.no_date_yet')
  const member = await panelMemberOf(tx, call.id, input.panelMember)
  if (member.state === 'declined' || member.state === 'replaced') {
    throw new AppError('conflict', 'calls.not_on_panel_any_more')
  }
  const { grant } = await tx
    .use(accessCommands)
    .grant(tx, actor, { call: call.id, person: member.person, organization: null, roles: [member.role] })
  const { email } = await tx.use(peopleCommands).get(tx, system('calls'), { person: member.person })
  const sent = input.mail && email !== null
  const invitations = member.invitations + 1
  const state = member.state === 'confirmed' ? member.state : 'invited'
  await updatePanelMember(tx, member.id, { state, invitedAt: tx.now, invitations })
  if (sent) {
    await tx.use(mailCommands).send(tx, actor, {
      template: 'calls.panel_invitation',
      to: { person: member.person },
      about: { call: call.id, panelMember: member.id },
      key: `calls.panel_invitation:${member.id}:${invitations}`,
    })
  }
  const { office } = await memberFacts(tx, call.id, member.id)
  if (office && input.mail) await writeToOffice(tx, actor, call.id, { ...member, invitations }, office)
  await touchCall(tx, call, {
    type: 'panel-member.invited',
    about: { panelMember: member.id, person: member.person, grant, sent },
    differences: differences({ state: member.state }, { state }, WRITTEN),
  })
  return { grant, state, sent }
}
