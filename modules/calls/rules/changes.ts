import { AppError } from '../../../kernel/errors.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { CallState } from '../contract.ts'
import { FROZEN_ONCE_ANNOUNCED, FROZEN_WHILE_LIVE, whyFrozen } from './transitions.ts'

export interface TextChange {
  readonly en?: string | undefined
  readonly ur?: string | null | undefined
}

/** A text after a change: a language that is not mentioned stays, an empty Urdu is none. */
export const mergeText = (before: Localized, change: TextChange | undefined): Localized => ({
  en: change?.en ?? before.en,
  ur: change?.ur === undefined ? before.ur : change.ur || null,
})

export interface Difference {
  readonly before: unknown
  readonly after: unknown
}
export interface Differences {
  readonly fields: readonly string[]
  /** Before and after of what is a fact: numbers, times, words of closed lists. */
  readonly facts: Readonly<Record<string, Difference>>
  /** Before and after of what somebody wrote: kept apart, erasable. */
  readonly texts: Readonly<Record<string, Difference>>
}

/** Before and after of every field that a change touched, facts and texts together. */
export type Changes = Readonly<Record<string, Difference>>

/** One side of a change. */
export const valuesOf = (changes: Changes, side: 'before' | 'after'): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(changes).map(([field, change]) => [field, change[side]]))

/** Moments stand in the history as text. */
const MOMENTS: ReadonlySet<string> = new Set(['startsAt', 'rsvpDeadline', 'answeredAt', 'invitedAt'])
export const revived = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      MOMENTS.has(field) && typeof value === 'string' ? Temporal.Instant.from(value) : value,
    ]),
  )

/** The same change the other way round, as the history will have it. */
export const reversed = (changes: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).map(([field, { before, after }]) => [field, { before: after, after: before }]),
  )

/** What differs between two versions of a thing, field by field. `written` names the fields that people write. */
export function differences(before: object, after: object, written: ReadonlySet<string>): Differences {
  const old = before as Readonly<Record<string, unknown>>
  const changed = Object.entries(after).filter(([field, value]) => plain(old[field]) !== plain(value))
  const of = (wanted: boolean) =>
    Object.fromEntries(
      changed
        .filter(([field]) => written.has(field) === wanted)
        .map(([field, value]) => [field, { before: old[field] ?? null, after: value }]),
    )
  return { fields: changed.map(([field]) => field), facts: of(false), texts: of(true) }
}

const plain = (value: unknown): string => JSON.stringify(value ?? null)

/** Refuses changes that come too late for the state of the call. */
export function refuseLateChange(state: CallState, fields: readonly string[]): void {
  const frozen = whyFrozen(state)
  if (frozen) throw new AppError('conflict', frozen)
  const standing =
    state === 'live' ? FROZEN_WHILE_LIVE : state === 'draft' ? new Set<string>() : FROZEN_ONCE_ANNOUNCED
  const late = fields.find((field) => standing.has(field))
  if (late)
    throw new AppError('conflict', 'calls.too_late_for_field', {
      fields: [{ path: `set.${late}`, reason: 'calls.too_late_for_field' }],
    })
}

/**
 * Registration ends at the latest when the call begins.
 * In a draft only a new deadline is refused: while the start moves, the checklist says that they do not fit.
 */
export function refuseLateDeadline(
  call: { state: CallState; startsAt: Temporal.Instant | null; rsvpDeadline: Temporal.Instant | null },
  changed: readonly string[],
): void {
  const asked = call.state === 'draft' ? ['rsvpDeadline'] : ['rsvpDeadline', 'startsAt']
  if (!asked.some((field) => changed.includes(field)) || !call.startsAt || !call.rsvpDeadline) return
  if (Temporal.Instant.compare(call.rsvpDeadline, call.startsAt) > 0) {
    throw new AppError('invalid', 'calls.rsvp_after_call', {
      fields: [{ path: 'set.rsvpDeadline', reason: 'calls.rsvp_after_call' }],
    })
  }
}

/** Nobody who was approved loses the seat. */
export function refuseTooFewSeats(capacity: number | null, approved: number): void {
  if (capacity === null || capacity >= approved) return
  throw new AppError('conflict', 'calls.capacity_below_approved', { params: { count: approved } })
}
