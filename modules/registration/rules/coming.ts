import type { CallState } from '../../calls/contract.ts'
import type { Coming, RegistrationState } from '../contract.ts'

export interface Asked {
  readonly state: RegistrationState
  readonly answer: Coming | null
  /** The start that the answer was about. */
  readonly answeredFor: Temporal.Instant | null
}

interface WhenCall {
  readonly state: CallState
  readonly startsAt: Temporal.Instant | null
}

/** What was answered about the present start; null when nothing was, or the call moved since. */
export const answerFor = (
  { answer, answeredFor }: Asked,
  startsAt: Temporal.Instant | null,
): Coming | null => (answeredFor && startsAt && answeredFor.equals(startsAt) ? answer : null)

/** Why nobody can say any more whether she comes (a key under `errors` of this slice); null while she can. */
export function tooLateToAnswer(call: WhenCall, now: Temporal.Instant): string | null {
  if (call.state === 'cancelled') return 'closed_cancelled'
  if (call.state === 'ended') return 'closed_ended'
  if (call.state !== 'published') return 'closed_live'
  return call.startsAt && Temporal.Instant.compare(now, call.startsAt) >= 0 ? 'closed_live' : null
}

/** Who has to say whether she comes: whoever hopes to. */
export const mayAnswer = (state: RegistrationState): boolean =>
  state === 'approved' || state === 'pending' || state === 'waitlisted'

/** How long one can take back that one does not come: her mail and her seat wait so long. */
export const WITHDRAWAL_MINUTES = 10

/** Until when a withdrawal can be taken back; null when it cannot, or it was not the registrant's. */
export function withdrawalUntil(
  registration: {
    readonly state: RegistrationState
    readonly before: RegistrationState | null
    readonly decidedAt: Temporal.Instant | null
    readonly decidedBy: string | null
  },
  call: WhenCall,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const { state, before, decidedAt, decidedBy } = registration
  if (state !== 'cancelled' || before === null || !decidedAt || decidedBy !== null) return null
  const until = decidedAt.add({ minutes: WITHDRAWAL_MINUTES })
  if (tooLateToAnswer(call, now) || Temporal.Instant.compare(now, until) >= 0) return null
  return until
}

export interface Tally {
  readonly coming: number
  readonly cannot: number
  readonly silent: number
}

/** How those who were asked answered: whoever was approved or pending when the call moved, and has not been heard, is silent. */
export function tally(all: readonly Asked[], startsAt: Temporal.Instant): Tally {
  const count = { coming: 0, cannot: 0, silent: 0 }
  for (const each of all) {
    const answer = answerFor(each, startsAt)
    if (answer === 'cannot') count.cannot += 1
    else if (each.state !== 'approved' && each.state !== 'pending') continue
    else if (answer === 'coming') count.coming += 1
    else count.silent += 1
  }
  return count
}
