import type { Counts, Decision, RegistrationRow, RegistrationState } from '../../contract.ts'
import { TRANSITIONS } from '../../rules/transitions.ts'

/** The tabs of the desk, in the order of the work. */
export const TABS = [
  'pending',
  'approved',
  'waitlisted',
  'declined',
  'cancelled',
] as const satisfies readonly RegistrationState[]

/** What can be done with a registration in this state, in the order that never changes. */
export const decisionsFor = (state: RegistrationState): Decision[] =>
  (['approve', 'waitlist', 'decline', 'cancel'] as const)
    .filter((decision) => TRANSITIONS[decision].from.includes(state))
    // To a registrant who waits one says yes or no; cancelling is for seats already given.
    .filter((decision) => decision !== 'cancel' || state === 'approved')

export const seatsLeft = (counts: Counts): number =>
  counts.capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, counts.capacity - counts.approved)

/** How many of the chosen can be approved now, and how many find no seat. */
export function approvable(
  rows: readonly RegistrationRow[],
  counts: Counts,
): { can: number; noSeat: number } {
  const open = rows.filter((row) => TRANSITIONS.approve.from.includes(row.state)).length
  const can = Math.min(open, seatsLeft(counts))
  return { can, noSeat: open - can }
}

/** The row to stand on when `gone` leave the list: the next that stays, else the one before, else none. */
export function rowAfter(
  rows: readonly { id: string }[],
  current: string | null,
  gone: ReadonlySet<string>,
): string | null {
  const at = rows.findIndex((row) => row.id === current)
  if (current === null || at < 0 || !gone.has(current)) return current
  const after = rows.slice(at + 1).find((row) => !gone.has(row.id))
  const before = rows.slice(0, at).findLast((row) => !gone.has(row.id))
  return (after ?? before)?.id ?? null
}

/** The row one step away, staying within the list. */
export function step(rows: readonly { id: string }[], current: string | null, by: 1 | -1): string | null {
  if (rows.length === 0) return null
  const at = rows.findIndex((row) => row.id === current)
  const to = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))
  return rows[to]?.id ?? null
}

/** The ids between two rows, both included. */
export function between(rows: readonly { id: string }[], from: string | null, to: string | null): string[] {
  const a = rows.findIndex((row) => row.id === from)
  const b = rows.findIndex((row) => row.id === to)
  if (b < 0) return []
  const [first, last] = a < 0 ? [b, b] : [Math.min(a, b), Math.max(a, b)]
  return rows.slice(first, last + 1).map((row) => row.id)
}
