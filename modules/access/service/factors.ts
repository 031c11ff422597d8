import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Factors } from '../contract.ts'
import { passkeysOf, readInstallation, userByEmail, userById } from '../reads.ts'
import { acceptedStep, base32, TOTP_LOCK, TOTP_TRIES, totpSecret, totpUri } from '../rules/totp.ts'
import {
  completeSession,
  dropPasskey,
  dropPasskeys,
  endSessionsOf,
  lockUser,
  writeUser,
} from '../store/staff.ts'

type Staff = Extract<Actor, { kind: 'staff' }>

function staffOf(actor: Actor): Staff {
  if (actor.kind !== 'staff') throw new AppError('unauthenticated', 'server.sign_in')
  return actor
}

export async function readFactors(tx: Tx, actor: Actor): Promise<Factors> {
  const { user } = staffOf(actor)
  const found = await userById(tx, user)
  const passkeys = await passkeysOf(tx, user)
  return {
    needed: tx.signIn.secondFactor,
    totp: found?.totpConfirmedAt != null,
    passkeys: passkeys.map(({ id, name, at }) => ({ id, name, at: at?.toString() ?? null })),
  }
}

/** Whoever owes a factor that she has may not set up another: a stolen mailbox would be enough. */
async function mayAdd(tx: Tx, staff: Staff): Promise<void> {
  if (staff.memberships.length > 0) return
  const { totp, passkeys } = await readFactors(tx, staff)
  if (totp || passkeys.length > 0) throw new AppError('forbidden', 'access.factor_first')
}

/** The secret for an authenticator. It is the same until it was confirmed, and nothing of it is stored. */
export async function beginTotp(tx: Tx, actor: Actor): Promise<{ secret: string; uri: string }> {
  const staff = staffOf(actor)
  await mayAdd(tx, staff)
  const user = await userById(tx, staff.user)
  if (!user) throw new AppError('unauthenticated', 'server.sign_in')
  const secret = totpSecret(tx.signer, user.id, user.totpGeneration + 1)
  const { missionName } = await readInstallation(tx)
  return { secret: base32(secret), uri: totpUri(secret, missionName, user.email) }
}

/** Makes the authenticator count, and this session complete. @throws AppError `invalid`, `rate_limited` */
export async function confirmTotp(tx: Tx, actor: Actor, input: { code: string }): Promise<boolean> {
  const staff = staffOf(actor)
  await mayAdd(tx, staff)
  return await tryCode(tx, staff, input.code, 1)
}

/** Shows a code for this session. False when it was wrong (and counted). @throws AppError `rate_limited` while locked */
export const showCode = (tx: Tx, actor: Actor, input: { code: string }): Promise<boolean> =>
  tryCode(tx, staffOf(actor), input.code, 0)

/**
 * Wrong codes are counted, so this answers false instead of throwing: throwing would undo the count.
 * `ahead` 1 means the secret that is being set up.
 */
async function tryCode(tx: Tx, staff: Staff, code: string, ahead: 0 | 1): Promise<boolean> {
  const user = await lockUser(tx, staff.user)
  if (!user || (ahead === 0 && !user.totpConfirmedAt))
    throw new AppError('conflict', 'access.no_authenticator')
  if (user.totpLockedUntil && Temporal.Instant.compare(tx.now, user.totpLockedUntil) < 0) {
    throw new AppError('rate_limited', 'access.codes_locked', { params: { minutes: TOTP_LOCK.minutes } })
  }
  const secret = totpSecret(tx.signer, user.id, user.totpGeneration + ahead)
  const step = acceptedStep(secret, code, tx.now, ahead ? 0 : user.totpLastStep)
  if (step === null) {
    const failures = user.totpFailures + 1
    const locked = failures >= TOTP_TRIES
    await writeUser(tx, user.id, {
      totpFailures: locked ? 0 : failures,
      totpLockedUntil: locked ? tx.now.add(TOTP_LOCK) : null,
    })
    if (locked) await note(tx, user.id, 'user.codes_locked')
    return false
  }
  await writeUser(tx, user.id, {
    totpLastStep: step,
    totpFailures: 0,
    totpLockedUntil: null,
    ...(ahead ? { totpGeneration: user.totpGeneration + 1, totpConfirmedAt: tx.now } : {}),
  })
  if (staff.session) await completeSession(tx, staff.session)
  if (ahead) await note(tx, user.id, 'user.authenticator_added')
  return true
}

export async function removeTotp(tx: Tx, actor: Actor): Promise<Factors> {
  const { user } = staffOf(actor)
  const found = await lockUser(tx, user)
  if (found?.totpConfirmedAt) {
    await keepAFactor(tx, actor, (factors) => factors.passkeys.length)
    await writeUser(tx, user, { totpConfirmedAt: null })
    await note(tx, user, 'user.authenticator_removed')
  }
  return readFactors(tx, actor)
}

export async function removePasskey(tx: Tx, actor: Actor, input: { passkey: Id }): Promise<Factors> {
  const { user } = staffOf(actor)
  await lockUser(tx, user)
  await keepAFactor(
    tx,
    actor,
    (factors) => factors.passkeys.filter(({ id }) => id !== input.passkey).length + Number(factors.totp),
  )
  if (!(await dropPasskey(tx, user, input.passkey))) throw new AppError('not_found', 'access.unknown_passkey')
  await note(tx, user, 'user.passkey_removed')
  return readFactors(tx, actor)
}

/**
 * A telephone was lost: passkeys and authenticator of a colleague are forgotten, her sessions end, and she sets up new ones after the
 * next link. @throws AppError `not_found`
 */
export async function resetFactors(tx: Tx, _actor: Actor, input: { user: Id }): Promise<void> {
  const user = await lockUser(tx, input.user)
  if (!user) throw new AppError('not_found', 'access.unknown_staff')
  await dropPasskeys(tx, user.id)
  // The next secret is another one: whoever found the telephone is not in.
  await writeUser(tx, user.id, {
    totpConfirmedAt: null,
    totpGeneration: user.totpGeneration + 1,
    totpFailures: 0,
    totpLockedUntil: null,
  })
  await endSessionsOf(tx, user.id)
  await note(tx, user.id, 'user.factors_reset')
}

export async function resetFactorsByAddress(
  tx: Tx,
  actor: Actor,
  input: { email: string },
): Promise<boolean> {
  const user = await userByEmail(tx, input.email.trim().toLowerCase())
  if (user) await resetFactors(tx, actor, { user: user.id })
  return user !== null
}

async function keepAFactor(tx: Tx, actor: Actor, left: (factors: Factors) => number): Promise<void> {
  if (tx.signIn.secondFactor && left(await readFactors(tx, actor)) === 0) {
    throw new AppError('conflict', 'access.last_factor')
  }
}

const note = (tx: Tx, user: Id, type: string) =>
  tx.emit({ stream: `user:${user}`, type, audience: 'mission', data: {} })
