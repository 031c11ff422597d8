import type { Locale } from '../../../kernel/locale.ts'
import type { MailAttachment } from '../../../kernel/mail.ts'
import type { CallFacts } from '../contract.ts'
import { calendarOf } from './calendar.ts'

/** The call as a calendar entry with the personal link. */
export function stageCalendar(
  tx: { readonly now: Temporal.Instant; readonly publicUrl: string },
  call: CallFacts,
  { person, url, locale }: { readonly person: string; readonly url: string; readonly locale: Locale },
): readonly MailAttachment[] {
  if (!call.startsAt || !call.endsAt) return []
  const content = calendarOf({
    uid: `stage-${call.id}-${person}@${new URL(tx.publicUrl).hostname}`,
    stamp: tx.now,
    starts: call.startsAt,
    ends: call.endsAt,
    summary: locale === 'ur' ? (call.topic.ur ?? call.topic.en) : call.topic.en,
    url,
    version: call.version,
    cancelled: call.state === 'cancelled',
  })
  return [
    { filename: 'direct-line.ics', contentType: 'text/calendar; charset=utf-8; method=PUBLISH', content },
  ]
}
