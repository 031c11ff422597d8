import type { CallRole } from '../../../kernel/actor.ts'
import type { CallState } from '../../calls/contract.ts'
import type { ClosedBecause, Decision, RegistrationState } from '../contract.ts'

interface Step {
  readonly from: readonly RegistrationState[]
  readonly to: RegistrationState
}

/**
 * The one table of a registration's states: decision → from where → to where.
 * Source: product.md, `pending → approved / waitlisted / declined`, `cancelled`; a declined one may be approved after all.
 */
export const TRANSITIONS: Readonly<Record<Decision, Step>> = {
  approve: { from: ['pending', 'waitlisted', 'declined'], to: 'approved' },
  waitlist: { from: ['pending'], to: 'waitlisted' },
  decline: { from: ['pending', 'waitlisted'], to: 'declined' },
  cancel: { from: ['pending', 'waitlisted', 'approved'], to: 'cancelled' },
}

export interface Seats {
  readonly approved: number
  /** Null: no limit. */
  readonly capacity: number | null
  /** Whether the registrant's firm has as many seats as one firm may have. */
  readonly firmIsFull?: boolean
}

export const isFull = (seats: Seats): boolean => seats.capacity !== null && seats.approved >= seats.capacity

/** Where the decision leads, or why it cannot be (a key under `errors` of this slice). */
export function decide(
  decision: Decision,
  state: RegistrationState,
  call: CallState,
  seats: Seats,
): { readonly to: RegistrationState } | { readonly refused: string } {
  if (call !== 'published' && call !== 'live') return { refused: 'call_over' }
  const step = TRANSITIONS[decision]
  if (!step.from.includes(state)) return { refused: `already_${state}` }
  if (step.to === 'approved' && isFull(seats)) return { refused: 'no_seat_left' }
  if (step.to === 'approved' && seats.firmIsFull) return { refused: 'firm_full' }
  return { to: step.to }
}

/** Whether the registrant may still cancel. */
export const mayCancel = (state: RegistrationState, call: CallState): boolean =>
  'to' in decide('cancel', state, call, { approved: 0, capacity: null })

/** How long a decision can be taken back: its mail waits so long. */
export const UNDO_SECONDS = 10

/** Why nobody can register now; null while one can. A draft is not known to exist. */
export function closedBecause(
  call: { readonly state: CallState; readonly rsvpDeadline: Temporal.Instant | null },
  now: Temporal.Instant,
): ClosedBecause | null {
  if (call.state === 'live' || call.state === 'ended' || call.state === 'cancelled') return call.state
  if (call.rsvpDeadline && Temporal.Instant.compare(now, call.rsvpDeadline) >= 0) return 'deadline'
  return null
}

/** How a change of state moves the counter of seats. */
export const seatChange = (from: RegistrationState, to: RegistrationState): -1 | 0 | 1 => {
  if (from === to) return 0
  if (to === 'approved') return 1
  return from === 'approved' ? -1 : 0
}

/** How long before its start the audience is shown the way to the door; the stage may rehearse at any time. */
const DOOR_HOURS = 24

/** Whether the page behind a link shows the way into the room. */
export function mayEnter(
  roles: readonly CallRole[],
  call: { readonly state: CallState; readonly startsAt: Temporal.Instant | null },
  now: Temporal.Instant,
): boolean {
  if (roles.length === 0) return false
  if (call.state === 'live') return true
  if (call.state !== 'published') return false
  if (roles.some((role) => role !== 'attendee' && role !== 'observer')) return true
  const { startsAt } = call
  return startsAt !== null && Temporal.Instant.compare(now, startsAt.subtract({ hours: DOOR_HOURS })) >= 0
}
