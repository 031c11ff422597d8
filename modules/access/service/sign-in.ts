import { type Actor, system } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { createLimiter } from '../../../kernel/limiter.ts'
import type { RequestInfo } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import { firstAdministrator, membershipsOf, readInstallation, userByEmail, userById } from '../reads.ts'
import { endSession, makeSignInToken } from '../store/staff.ts'
import { enrol } from './staff.ts'

/** How long a link that was mailed serves, and one that was handed over. */
export const MAILED_LINK_MINUTES = 15
const SHOWN_LINK_MINUTES = 60
export const INVITATION_MINUTES = 7 * 24 * 60

/** Requests for a sign-in link: per network address, and per mailbox (so that nobody is flooded). */
const PER_ADDRESS = { max: 20, seconds: 900 }
const PER_MAILBOX = { max: 4, seconds: 900 }
const limiter = createLimiter()

/** The placeholder of the first administrator until the first-run page was answered. */
export const FIRST_ADMINISTRATOR = {
  email: 'administrator@direct-line.invalid',
  name: 'Administrator',
} as const

const urlOf = (tx: Tx, token: string): string => `${tx.publicUrl}/sign-in/${token}`

/**
 * Somebody typed an address into the sign-in page. Whether it is known shows neither in the answer nor in its time: the mail is
 * written and sent later. @throws AppError `rate_limited`
 */
export async function requestSignIn(tx: Tx, email: string, request: RequestInfo): Promise<void> {
  if (limiter.attempt(`sign-in:${request.address}`, PER_ADDRESS, tx.now) !== null) {
    throw new AppError('rate_limited', 'access.sign_in_often')
  }
  const user = await userByEmail(tx, email)
  if (!user || (await membershipsOf(tx, user.id)).length === 0) return
  if (limiter.attempt(`mailbox:${user.id}`, PER_MAILBOX, tx.now) !== null) return
  await tx.use(mailCommands).send(tx, system('access'), {
    template: 'access.sign_in',
    to: { user: user.id },
    about: { user: user.id },
    key: `access.sign_in:${tx.id()}`,
  })
}

/** A one-time link for a member of staff; null when she is none (any more). */
export async function linkForUser(
  tx: Tx,
  user: Id,
  minutes: number,
): Promise<{ url: string; until: Temporal.Instant } | null> {
  const found = await userById(tx, user)
  if (!found || (await membershipsOf(tx, user)).length === 0) return null
  const until = tx.now.add({ minutes })
  return { url: urlOf(tx, await makeSignInToken(tx, found.email, until)), until }
}

/**
 * A link by address; without one, for the first administrator of an installation whose first-run page was not answered yet
 * (made when there is none), and null ever after.
 */
export async function signInLink(
  tx: Tx,
  actor: Actor,
  input: { email: string | null; minutes: number },
): Promise<string | null> {
  const user = input.email
    ? (await userByEmail(tx, input.email.trim().toLowerCase()))?.id
    : await firstUser(tx, actor)
  return user ? ((await linkForUser(tx, user, input.minutes))?.url ?? null) : null
}

async function firstUser(tx: Tx, actor: Actor): Promise<Id | null> {
  if ((await readInstallation(tx)).state !== 'new') return null
  return (await firstAdministrator(tx))?.id ?? (await makeFirstAdministrator(tx, actor))
}

async function makeFirstAdministrator(tx: Tx, actor: Actor): Promise<Id> {
  const memberships = [{ role: 'administrator', program: null }] as const
  return (await enrol(tx, actor, { ...FIRST_ADMINISTRATOR, memberships })).user
}

/** A link for the administrator to hand over; that it was shown is kept. */
export async function showSignInLink(tx: Tx, _actor: Actor, input: { user: Id }) {
  const link = await linkForUser(tx, input.user, SHOWN_LINK_MINUTES)
  if (!link) throw new AppError('not_found', 'access.unknown_staff')
  await tx.emit({
    stream: `user:${input.user}`,
    type: 'user.sign_in_link_shown',
    audience: 'mission',
    data: {},
  })
  return { url: link.url, until: link.until.toString() }
}

/** Ends the session of whoever asks. */
export async function signOut(tx: Tx, actor: Actor): Promise<Record<string, never>> {
  if (actor.kind === 'staff' && actor.session) await endSession(tx, actor.session)
  return {}
}
