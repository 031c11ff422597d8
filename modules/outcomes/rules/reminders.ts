/** When an owner is reminded of what is owed: two days before, on the day, and then every week until it is given. */
export type Occasion = 'before' | 'due' | 'overdue' | 'undated'

const DAYS_BEFORE = 2
const WEEK = 7

/**
 * Why somebody is reminded today; null when not today. What has no day is asked for every week from the day on which it
 * was promised, so that it is not forgotten for want of a date.
 */
export function occasionOf(
  owed: { readonly due: string | null; readonly since: Temporal.PlainDate },
  today: Temporal.PlainDate,
): Occasion | null {
  if (owed.due === null) {
    const days = owed.since.until(today).total('days')
    return days > 0 && days % WEEK === 0 ? 'undated' : null
  }
  const late = Temporal.PlainDate.from(owed.due).until(today).total('days')
  if (late === -DAYS_BEFORE) return 'before'
  if (late === 0) return 'due'
  return late > 0 && late % WEEK === 0 ? 'overdue' : null
}

/** Reminders leave in the morning of the host's place, and not before. */
export const FROM_HOUR = 9
