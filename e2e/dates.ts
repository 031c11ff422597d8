const HOME = 'America/New_York'

/** The next night on which the clock of the home city is put forward, and half past two on it, which does not exist. */
export function missingHour(): { readonly local: string; readonly day: Temporal.PlainDate } {
  let at = Temporal.Now.zonedDateTimeISO(HOME)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next) throw new Error('the clock of the home city is never changed')
    const forward = next.offsetNanoseconds > next.subtract({ seconds: 1 }).offsetNanoseconds
    if (forward) return { local: `${next.toPlainDate()}T02:30`, day: next.toPlainDate() }
    at = next
  }
}
