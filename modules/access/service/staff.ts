import type { Actor, Membership } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { StaffMember } from '../contract.ts'
import { membershipsOf, readStaff, staffSession, userByEmail, userById } from '../reads.ts'
import { needsNote, STAFF_SESSION_AGE, STAFF_SESSION_IDLE, sessionServes } from '../rules/links.ts'
import {
  addUser,
  endSessionsOf,
  lockUser,
  noteSessionUse,
  otherAdministrator,
  replaceMemberships,
  writeUser,
} from '../store/staff.ts'

const LIMITS = { idle: STAFF_SESSION_IDLE, age: STAFF_SESSION_AGE }

/** Who a signed-in member of staff is; anonymous when the session is too old. While the second factor is owed she holds nothing yet. */
export async function staffActor(
  tx: Tx,
  _actor: Actor,
  input: { user: Id; session: Id; complete: boolean },
): Promise<Actor> {
  const session = await staffSession(tx, input.session)
  if (session?.user !== input.user || !sessionServes(session, LIMITS, tx.now)) return { kind: 'anonymous' }
  if (needsNote(session.usedAt, tx.now)) await noteSessionUse(tx, session.id)
  const memberships = input.complete ? await membershipsOf(tx, input.user) : []
  return { kind: 'staff', user: input.user, session: session.id, memberships }
}

type Enrolment = {
  readonly email: string
  readonly name: string
  readonly locale?: 'en' | 'ur'
  readonly memberships: readonly Membership[]
}

/** Adds a member of staff. One who is there already keeps her name, and her roles unless she had none. */
export async function enrol(tx: Tx, _actor: Actor, input: Enrolment): Promise<{ user: Id }> {
  const email = input.email.trim().toLowerCase()
  const made = await addUser(tx, { email, name: input.name, locale: input.locale ?? 'en' })
  const user = made ?? (await userByEmail(tx, email))?.id
  if (!user) throw new Error('a user was neither made nor there')
  const before = await membershipsOf(tx, user)
  if (before.length === 0) await changeTo(tx, user, before, input.memberships, 'user.enrolled')
  return { user }
}

/** Invites a colleague: she is enrolled and gets a sign-in link by e-mail. @throws AppError `conflict` when she is staff already */
export async function invite(tx: Tx, actor: Actor, input: Enrolment): Promise<StaffMember> {
  const known = await userByEmail(tx, input.email)
  if (known && (await membershipsOf(tx, known.id)).length > 0) {
    throw new AppError('conflict', 'access.staff_already')
  }
  const { user } = await enrol(tx, actor, input)
  if (known) await writeUser(tx, user, { name: input.name, locale: input.locale ?? 'en' })
  await tx.use(mailCommands).send(tx, actor, {
    template: 'access.invitation',
    to: { user },
    about: { user },
    key: `access.invitation:${tx.id()}`,
  })
  return oneOfStaff(tx, user)
}

/** @throws AppError `conflict` when nobody would be left to administer the installation */
export async function changeMemberships(
  tx: Tx,
  _actor: Actor,
  input: { user: Id; memberships: readonly Membership[] },
): Promise<StaffMember> {
  const before = await staffMemberships(tx, input.user)
  await keepAnAdministrator(tx, input.user, input.memberships)
  await changeTo(tx, input.user, before, input.memberships, 'user.memberships_changed')
  return oneOfStaff(tx, input.user)
}

/** Removes a colleague: she may do nothing any more and her sessions end. Her name stays on what she did. */
export async function removeStaff(
  tx: Tx,
  _actor: Actor,
  input: { user: Id },
): Promise<Record<string, never>> {
  const before = await staffMemberships(tx, input.user)
  await keepAnAdministrator(tx, input.user, [])
  await changeTo(tx, input.user, before, [], 'user.removed')
  await endSessionsOf(tx, input.user)
  return {}
}

async function staffMemberships(tx: Tx, user: Id): Promise<Membership[]> {
  const found = await lockUser(tx, user)
  const memberships = found ? await membershipsOf(tx, user) : []
  if (memberships.length === 0) throw new AppError('not_found', 'access.unknown_staff')
  return memberships
}

async function keepAnAdministrator(tx: Tx, user: Id, after: readonly Membership[]): Promise<void> {
  const stays = after.some(({ role, program }) => role === 'administrator' && program === null)
  if (!stays && !(await otherAdministrator(tx, user)))
    throw new AppError('conflict', 'access.last_administrator')
}

async function changeTo(
  tx: Tx,
  user: Id,
  before: readonly Membership[],
  after: readonly Membership[],
  type: string,
): Promise<void> {
  await replaceMemberships(tx, user, after)
  await tx.emit({ stream: `user:${user}`, type, audience: 'mission', data: { before, after } })
}

/** @throws AppError `not_found` when she is no staff (any more) */
export async function oneOfStaff(tx: Tx, user: Id): Promise<StaffMember> {
  const [member] = await readStaff(tx, user)
  if (!member) throw new AppError('not_found', 'access.unknown_staff')
  return member
}

/** The name of a user, for her own screens. */
export const nameOf = async (tx: Tx, user: Id): Promise<string> => (await userById(tx, user))?.name ?? ''
