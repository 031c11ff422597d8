import type { MailBlock, MailTemplate } from '../../kernel/mail.ts'
import { changed, promoted, reminder, rescheduled } from './mails/changes.ts'
import { letter, type Words, withCalendar } from './mails/letter.ts'
import { message, messageTest } from './mails/messages.ts'
import { declineNote } from './reads/texts.ts'

const reasons: Words = async (tx, found, { t }) => {
  const { reason, id } = found.registration
  const note = await declineNote(tx, id)
  const blocks: MailBlock[] = [
    ...(reason ? [{ p: t(`registration:reasons.${reason}`) }] : []),
    ...(note ? [{ quote: note }] : []),
  ]
  return { lead: blocks }
}

/** Where it stands now, for whoever registered a second time: the same mail as the first time until somebody decided. */
const EVERY_STATE = ['pending', 'approved', 'waitlisted', 'declined', 'cancelled'] as const

export const mails: Readonly<Record<string, MailTemplate>> = {
  received: letter('received', EVERY_STATE),
  approved: letter('approved', ['approved'], withCalendar('REQUEST')),
  promoted,
  waitlisted: letter('waitlisted', ['waitlisted']),
  declined: letter('declined', ['declined'], reasons),
  cancelled: letter('cancelled', ['cancelled'], withCalendar('CANCEL')),
  reminder,
  rescheduled,
  changed,
  call_cancelled: letter('call_cancelled', ['pending', 'approved', 'waitlisted'], withCalendar('CANCEL')),
  message,
  message_test: messageTest,
}
