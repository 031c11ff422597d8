import type { CallFacts, Door } from '../contract.ts'

/** A quarter of the seats left: the page says how many, and hurries nobody before. */
const NEARLY_FULL = 0.25

type Asked = Pick<CallFacts, 'state' | 'rsvpDeadline' | 'startsAt' | 'capacity'>

/** Whether one can still register for a call, and if not, why. */
export function doorOf(call: Asked, approved: number, now: Temporal.Instant): Door {
  if (call.state === 'published') return registration(call, approved, now)
  return call.state
}

function registration(call: Asked, approved: number, now: Temporal.Instant): Door {
  const until = call.rsvpDeadline ?? call.startsAt
  if (until && Temporal.Instant.compare(now, until) > 0) return 'deadline-past'
  if (call.capacity === null) return 'open'
  const left = call.capacity - approved
  if (left <= 0) return 'full'
  return left <= call.capacity * NEARLY_FULL ? 'nearly-full' : 'open'
}
