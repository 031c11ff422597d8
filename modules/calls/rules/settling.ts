import type { Localized } from '../../../kernel/schemas.ts'

/** How long after its last change a call tells people: whoever changes it often changes it again. */
export const SETTLED_MINUTES = 5

/** What stands in people's calendars: when a published call changes one of these, they are told. */
const IN_CALENDARS = ['startsAt', 'minutes', 'topic', 'hostPlace'] as const
export type CalendarField = (typeof IN_CALENDARS)[number]

/** What people still believe of a call, of the fields that changed since they were told. Moments as text. */
export interface LastTold {
  readonly startsAt?: string | null
  readonly minutes?: number
  readonly topic?: Localized
  readonly hostPlace?: Localized
}

type Differences = Readonly<Record<string, { readonly before: unknown } | undefined>>

/** What people believe after one more change: of a field that changed before, still the older value. Null: nothing they were told. */
export function stillBelieved(told: LastTold, changed: Differences): LastTold | null {
  const before = Object.fromEntries(
    IN_CALENDARS.flatMap((field) => {
      const difference = changed[field]
      return difference ? [[field, difference.before]] : []
    }),
  )
  return Object.keys(before).length > 0 ? { ...(before as LastTold), ...told } : null
}

interface Present {
  readonly startsAt: Temporal.Instant | null
  readonly minutes: number
  readonly topic: Localized
  readonly hostPlace: Localized
}

/** In which fields a call is not what people believe; one that was changed back is none. */
export function changedSince(told: LastTold, call: Present): CalendarField[] {
  const now = {
    startsAt: call.startsAt?.toString() ?? null,
    minutes: call.minutes,
    topic: [call.topic.en, call.topic.ur],
    hostPlace: [call.hostPlace.en, call.hostPlace.ur],
  }
  const then = {
    startsAt: told.startsAt ? Temporal.Instant.from(told.startsAt).toString() : null,
    minutes: told.minutes,
    topic: told.topic && [told.topic.en, told.topic.ur],
    hostPlace: told.hostPlace && [told.hostPlace.en, told.hostPlace.ur],
  }
  return IN_CALENDARS.filter(
    (field) => told[field] !== undefined && JSON.stringify(then[field]) !== JSON.stringify(now[field]),
  )
}
