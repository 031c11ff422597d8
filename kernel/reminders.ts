/**
 * Everybody who comes is reminded a day and an hour before the start, whether on stage or in the audience. A reminder that could not
 * leave in time (the server was down) still leaves while that much is ahead, and no later: nobody is reminded of what is about to begin.
 */
const REMINDERS = [
  { reminder: 'day', minutes: 24 * 60, atLeast: 20 * 60 },
  { reminder: 'hour', minutes: 60, atLeast: 20 },
] as const

export type Reminder = (typeof REMINDERS)[number]['reminder']

/** How far ahead calls are looked for that may have to be reminded of. */
export const FARTHEST_REMINDER = { hours: 24 } as const

/** The reminder that is due now, and since when; null between them. */
export function reminderDue(
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
): { readonly reminder: Reminder; readonly since: Temporal.Instant } | null {
  const ahead = now.until(startsAt).total('minutes')
  const due = REMINDERS.find(({ minutes, atLeast }) => ahead <= minutes && ahead >= atLeast)
  return due ? { reminder: due.reminder, since: startsAt.subtract({ minutes: due.minutes }) } : null
}

/**
 * The reminder that somebody is owed now. Whoever learnt of this start only after the reminder was due was told of it just then.
 * @param knownSince when she was invited or approved, or told of this start if that was later
 */
export function reminderOwed(
  startsAt: Temporal.Instant,
  knownSince: Temporal.Instant,
  now: Temporal.Instant,
): Reminder | null {
  const due = reminderDue(startsAt, now)
  return due && Temporal.Instant.compare(knownSince, due.since) <= 0 ? due.reminder : null
}
