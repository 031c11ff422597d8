import type { CallState } from '../contract.ts'

/**
 * Why an announcement cannot be taken back; null when it can. Whoever registered has a promise: she is told of a cancellation, and why,
 * and does not find the page gone. Source: docs/decisions, "What was announced is taken back, not undone".
 */
export function whyNotTakenBack(state: CallState, { registered }: { registered: number }): string | null {
  if (state !== 'published') return state === 'live' ? 'calls.is_live' : `calls.is_${state}`
  return registered > 0 ? 'calls.taken_back_registered' : null
}

/** Why a cancelled call, or a draft that was given up, cannot be brought back to where it came `from`; null when it can. */
export function whyNotBroughtBack(
  call: { readonly state: CallState; readonly startsAt: Temporal.Instant | null },
  { from, registered, now }: { from: string | null; registered: number; now: Temporal.Instant },
): string | null {
  if (call.state !== 'cancelled') return 'calls.not_cancelled'
  if (from !== 'published') return null
  if (registered > 0) return 'calls.brought_back_registered'
  const past = !call.startsAt || Temporal.Instant.compare(call.startsAt, now) <= 0
  return past ? 'calls.brought_back_past' : null
}
