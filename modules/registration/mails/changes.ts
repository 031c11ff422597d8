import type { MailTemplate } from '../../../kernel/mail.ts'
import { reminderDue } from '../../../kernel/reminders.ts'
import { placesOf } from '../reads/about.ts'
import { moveById } from '../reads/moves.ts'
import { letter, type Words, withCalendar } from './letter.ts'

/** A day and an hour before; whatever waited in a queue for too long reminds nobody. */
export const reminder: MailTemplate = letter(
  ({ call }, now) => {
    const due = call.startsAt && reminderDue(call.startsAt, now)
    return due && `reminder_${due.reminder}`
  },
  ['approved'],
)

/** The call moved: the old time and the new one, and whether one still comes. Moved again since, the next mail says so. */
const bothTimes: Words = async (tx, found, request) => {
  const move = request.about['move'] ? await moveById(tx, request.about['move']) : null
  const { call, registration, url } = found
  if (!move || !call.startsAt?.equals(move.startsAt)) return null
  const was = { startsAt: move.wasAt, endsAt: move.wasAt.add({ minutes: move.wasMinutes }) }
  const { t } = request
  const asked = registration.state !== 'waitlisted'
  const calendar = registration.state === 'approved' ? await withCalendar('REQUEST')(tx, found, request) : {}
  return {
    ...calendar,
    blocks: [
      { p: t('registration:mail.rescheduled.was') },
      { facts: placesOf(found, request, was) },
      ...(asked
        ? [
            { p: t(`registration:mail.rescheduled.asks_${registration.state}`) },
            { button: { label: t('registration:mail.rescheduled.button'), url: `${url}/coming` } },
          ]
        : []),
    ],
  }
}

export const rescheduled: MailTemplate = letter(
  'rescheduled',
  ['pending', 'approved', 'waitlisted'],
  bothTimes,
)

/** Another title, place or length: the calendar entry is corrected. */
export const changed: MailTemplate = letter('changed', ['approved'], withCalendar('REQUEST'))

/** Somebody gave a seat back, and it goes to the first who waits; if she cannot come it goes on to the next, until the call begins. */
export const promoted: MailTemplate = letter('promoted', ['approved'], async (tx, found, request) => ({
  ...(await withCalendar('REQUEST')(tx, found, request)),
  blocks: [{ p: request.t('registration:mail.promoted.give_back') }],
}))
