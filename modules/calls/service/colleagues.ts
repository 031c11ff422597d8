import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import { peopleCommands } from '../../people/contract.ts'
import { COLLEAGUE_ROLES, type ColleagueRole } from '../contract.ts'
import { colleagueBy, colleaguesOf } from '../reads/colleagues.ts'
import { differences } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import { lockCall } from '../store/calls.ts'
import { deleteColleague, upsertColleague } from '../store/panel.ts'
import { readCall } from './calls.ts'
import { touchCall } from './changes.ts'
import { requireEditor } from './permission.ts'

export interface Colleague {
  readonly id: Id
  readonly person: Id
  readonly name: string | null
  readonly roles: ColleagueRole[]
}

export async function listColleagues(tx: Tx, actor: Actor, input: { call: Id }): Promise<Colleague[]> {
  const call = await readCall(tx, actor, input.call)
  return await named(tx, actor, await colleaguesOf(tx, call.id))
}

/** Gives a colleague roles on the call and sends the personal link; a second time the roles are replaced. */
export async function addColleague(
  tx: Tx,
  actor: Actor,
  input: { call: Id; name: string; email: string; roles: readonly ColleagueRole[] },
): Promise<Colleague> {
  const call = await lockCall(tx, input.call)
  requireEditor(actor, call.program)
  const { person } = await tx.use(peopleCommands).upsertOfficial(tx, actor, {
    name: input.name,
    title: null,
    email: input.email,
    organization: null,
    country: null,
    locale: 'en',
  })
  const before = await colleagueBy(tx, call.id, { person })
  const roles = [...new Set(input.roles)]
  const dropped = (before?.roles ?? []).filter((role) => !roles.includes(role))
  const access = tx.use(accessCommands)
  if (dropped.length > 0) await access.revokeRoles(tx, actor, { call: call.id, person, roles: dropped })
  await access.grant(tx, actor, { call: call.id, person, organization: null, roles })
  const id = before?.id ?? tx.id()
  await upsertColleague(tx, { id, call: call.id, person, roles })
  const diff = differences({ roles: before?.roles ?? [] }, { roles }, new Set())
  if (diff.fields.length > 0) {
    await touchCall(tx, call, {
      type: before ? 'colleague.changed' : 'colleague.added',
      about: { colleague: id, person },
      differences: diff,
    })
  }
  await tx.use(mailCommands).send(tx, actor, {
    template: 'calls.colleague_invitation',
    to: { person },
    about: { call: call.id, person },
    key: `calls.colleague_invitation:${id}:${roles.toSorted().join('+')}`,
  })
  const [colleague] = await named(tx, actor, [{ id, person, roles }])
  return colleague ?? { id, person, name: null, roles }
}

/** Other roles for a colleague. Her link stays; what it opens changes, and nobody is written to. */
export async function changeColleague(
  tx: Tx,
  actor: Actor,
  input: {
    call: Id
    colleague: Id
    roles: readonly ColleagueRole[]
    /** What the writer had before her. */
    base?: Readonly<Record<string, unknown>> | undefined
  },
): Promise<Colleague> {
  const call = await lockCall(tx, input.call)
  requireEditor(actor, call.program)
  const before = await colleagueBy(tx, call.id, { id: input.colleague })
  if (!before) throw new AppError('not_found', 'calls.unknown_colleague')
  const { id, person } = before
  const roles = COLLEAGUE_ROLES.filter((role) => input.roles.includes(role))
  refuseClashes(before, { roles }, { set: { roles }, base: input.base })
  const diff = differences({ roles: before.roles }, { roles }, new Set())
  if (diff.fields.length > 0) {
    const access = tx.use(accessCommands)
    const dropped = before.roles.filter((role) => !roles.includes(role))
    if (dropped.length > 0) await access.revokeRoles(tx, actor, { call: call.id, person, roles: dropped })
    await access.grant(tx, actor, { call: call.id, person, organization: null, roles })
    await upsertColleague(tx, { id, call: call.id, person, roles })
    await touchCall(tx, call, {
      type: 'colleague.changed',
      about: { colleague: id, person },
      differences: diff,
    })
  }
  const [colleague] = await named(tx, actor, [{ id, person, roles }])
  return colleague ?? { id, person, name: null, roles }
}

export async function removeColleague(
  tx: Tx,
  actor: Actor,
  input: { call: Id; colleague: Id },
): Promise<void> {
  const call = await lockCall(tx, input.call)
  requireEditor(actor, call.program)
  const found = await colleagueBy(tx, call.id, { id: input.colleague })
  if (!found) throw new AppError('not_found', 'calls.unknown_colleague')
  await tx
    .use(accessCommands)
    .revokeRoles(tx, actor, { call: call.id, person: found.person, roles: found.roles })
  await deleteColleague(tx, found.id)
  await touchCall(tx, call, {
    type: 'colleague.removed',
    about: { colleague: found.id, person: found.person },
    differences: differences({ roles: found.roles }, { roles: [] }, new Set()),
  })
}

async function named(
  tx: Tx,
  actor: Actor,
  rows: readonly { id: Id; person: Id; roles: ColleagueRole[] }[],
): Promise<Colleague[]> {
  const { persons } = await tx
    .use(peopleCommands)
    .names(tx, actor, { persons: rows.map((row) => row.person) })
  return rows.map(({ id, person, roles }) => ({ id, person, roles, name: persons.get(person)?.name ?? null }))
}
