import type { Actor } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import { peopleCommands } from '../../people/contract.ts'
import type { PanelMemberFacts } from '../contract.ts'
import { differences } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import { deleteOffice, putOffice } from '../store/offices.ts'
import { type PanelRecord, panelMemberOf } from '../store/panel.ts'
import { touchCall } from './changes.ts'
import { editable, memberFacts } from './panel-parts.ts'

/** Says who gets everything in copy and may answer for a panel member. Once the member is invited, her office is written to at once. */
export async function setOffice(
  tx: Tx,
  actor: Actor,
  input: {
    call: Id
    panelMember: Id
    name: string
    email: string
    locale: Locale
    /** What the writer had before her. */
    base?: Readonly<Record<string, unknown>> | undefined
  },
): Promise<PanelMemberFacts> {
  const call = await editable(tx, actor, input.call)
  const member = await panelMemberOf(tx, call.id, input.panelMember)
  const before = (await memberFacts(tx, call.id, member.id)).office
  const { person } = await tx.use(peopleCommands).upsertOfficial(tx, actor, {
    name: input.name,
    title: null,
    email: input.email,
    organization: null,
    country: null,
    locale: input.locale,
    zone: call.zone,
  })
  refuseClashes({ office: before }, { office: person }, { set: { office: person }, base: input.base })
  if (person !== before) {
    await putOffice(tx, member.id, person)
    await touchCall(tx, call, {
      type: 'panel-member.office_set',
      about: { panelMember: member.id, person },
      differences: differences({ office: before }, { office: person }, new Set()),
    })
    if (member.invitedAt) await writeToOffice(tx, actor, call.id, member, person)
  }
  return await memberFacts(tx, call.id, member.id)
}

/** Her link opens nothing of this panel member any more. */
export async function removeOffice(
  tx: Tx,
  actor: Actor,
  input: { call: Id; panelMember: Id },
): Promise<PanelMemberFacts> {
  const call = await editable(tx, actor, input.call)
  const before = await memberFacts(tx, call.id, input.panelMember)
  if (before.office) {
    await deleteOffice(tx, before.id)
    await touchCall(tx, call, {
      type: 'panel-member.office_removed',
      about: { panelMember: before.id, person: before.office },
      differences: differences({ office: before.office }, { office: null }, new Set()),
    })
  }
  return await memberFacts(tx, call.id, input.panelMember)
}

/** The invitation in copy, with a link of the office's own: it has no role in the room. */
export async function writeToOffice(
  tx: Tx,
  actor: Actor,
  call: Id,
  member: Pick<PanelRecord, 'id' | 'invitations'>,
  office: Id,
): Promise<void> {
  await tx.use(accessCommands).grant(tx, actor, { call, person: office, organization: null, roles: [] })
  await tx.use(mailCommands).send(tx, actor, {
    template: 'calls.office_invitation',
    to: { person: office },
    about: { call, panelMember: member.id, office },
    key: `calls.office_invitation:${member.id}:${office}:${member.invitations}`,
  })
}
