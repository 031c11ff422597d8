import type { CallState } from '../../calls/contract.ts'
import type { Coming, Heard, RegistrationState } from '../contract.ts'

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

/** A move that people were told of, as the rules need it. */
interface Told {
  readonly startsAt: Temporal.Instant
  readonly at: Temporal.Instant
}

/** A call that moved stands still for this long before anybody is told: whoever registers meanwhile sees the new time. */
const STANDS_MINUTES = 5

/** Whether somebody was asked: whoever registered once the new time stood there registered for it. */
export const wasAsked = (submittedAt: Temporal.Instant, move: Told): boolean =>
  Temporal.Instant.compare(submittedAt, move.at.subtract({ minutes: STANDS_MINUTES })) <= 0

/** What the desk shows of somebody once the call moved: her answer, that there is none, or nothing where nothing was asked. */
export function heardFrom(
  registration: Asked & { readonly submittedAt: Temporal.Instant },
  move: Told | null,
): Heard | null {
  if (!move || !wasAsked(registration.submittedAt, move)) return null
  const answer = answerFor(registration, move.startsAt)
  if (answer) return answer
  return registration.state === 'approved' || registration.state === 'pending' ? 'silent' : null
}

/** How those who were asked answered. */
export function tally(
  all: readonly (Asked & { readonly submittedAt: Temporal.Instant })[],
  move: Told,
): Readonly<Record<Heard, number>> {
  const count = { coming: 0, cannot: 0, silent: 0 }
  for (const each of all) {
    const heard = heardFrom(each, move)
    if (heard) count[heard] += 1
  }
  return count
}
