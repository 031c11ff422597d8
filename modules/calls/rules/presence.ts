import type { Id } from '../../../kernel/ids.ts'

/** Whoever has not said for this long that she is there has gone. The screens say it every five seconds. */
const GONE_AFTER_SECONDS = 15

interface Present {
  readonly id: Id
  readonly field: string | null
  readonly at: Temporal.Instant
}

/** Who has a thing open, and in which field. */
export function createPresence() {
  const things = new Map<Id, readonly Present[]>()
  const current = (thing: Id, now: Temporal.Instant): readonly Present[] =>
    (things.get(thing) ?? []).filter(
      ({ at }) => now.epochMilliseconds - at.epochMilliseconds <= GONE_AFTER_SECONDS * 1000,
    )
  return {
    put(thing: Id, id: Id, field: string | null, at: Temporal.Instant): void {
      // Things that everybody left are forgotten.
      for (const known of things.keys()) if (current(known, at).length === 0) things.delete(known)
      things.set(thing, [...current(thing, at).filter((each) => each.id !== id), { id, field, at }])
    },
    of: (thing: Id, now: Temporal.Instant): readonly Present[] => current(thing, now),
  }
}
