import { anonymous } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { MailAttachment } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { mailboxOf } from '../../people/views.ts'
import type { CallFacts } from '../contract.ts'
import { type CalendarEntry, calendarAttachment, calendarFile, senderOf } from '../views/calendar-file.ts'

export interface OnStage {
  readonly person: Id
  /** Her personal link. */
  readonly url: string
  readonly locale: Locale
  /** Who sends: `Direct Line <direct-line@mission.example>`. */
  readonly from: string
}

/** The call as a calendar entry of a panel member or her office, with the personal link; null while it has no date. */
export async function stageCalendarFile(
  tx: Tx,
  call: CallFacts,
  { person, url, locale, from }: OnStage,
  method: CalendarEntry['method'],
): Promise<string | null> {
  if (!call.startsAt || !call.endsAt) return null
  const { missionName } = await tx.use(accessCommands).installation(tx, anonymous, {})
  const mailbox = await mailboxOf(tx, person)
  const confirmed = call.panel.some((member) => member.person === person && member.state === 'confirmed')
  return calendarFile({
    method,
    uid: `stage-${call.id}-${person}@${new URL(tx.publicUrl).hostname}`,
    sequence: call.version,
    stamp: tx.now,
    startsAt: call.startsAt,
    endsAt: call.endsAt,
    summary: locale === 'ur' ? (call.topic.ur ?? call.topic.en) : call.topic.en,
    url,
    organizer: { ...senderOf(from), name: missionName },
    attendee: mailbox
      ? { name: mailbox.name, email: mailbox.email, status: confirmed ? 'ACCEPTED' : 'NEEDS-ACTION' }
      : null,
  })
}

/** The same for a mail: it enters the call in the calendar, corrects the entry, or takes it out where nobody is expected any more. */
export async function stageCalendar(
  tx: Tx,
  call: CallFacts,
  who: OnStage,
  expected = call.state !== 'cancelled',
): Promise<readonly MailAttachment[]> {
  const method = expected ? 'REQUEST' : 'CANCEL'
  const file = await stageCalendarFile(tx, call, who, method)
  return file ? [calendarAttachment(file, method)] : []
}
