import type { MailAttachment, MailBlock, MailRequest, MailTemplate } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { calendarAttachment } from '../../calls/views/calendar-file.ts'
import type { RegistrationState } from '../contract.ts'
import { type About, aboutOf, factsOf, inLanguage, invitationOf } from '../reads/about.ts'

interface Own {
  /** Before topic and times. */
  readonly lead?: readonly MailBlock[]
  /** After them. */
  readonly blocks?: readonly MailBlock[]
  readonly attachments?: readonly MailAttachment[]
}
/** What one kind of letter says beyond the rest; null when there is nothing to say. */
export type Words = (tx: Tx, about: About, request: MailRequest) => Promise<Own | null>

/**
 * One mail about a registration. What is no longer true is not said: an approval that was taken back before its mail left
 * has no mail, and a call that is over or cancelled sends nothing but its own cancellation.
 * @param key its subject and first sentence; one that is made at the moment of sending may find that there is nothing to say
 */
export const letter =
  (
    key: string | ((about: About, now: Temporal.Instant) => string | null),
    states: readonly RegistrationState[],
    words: Words = async () => ({}),
  ): MailTemplate =>
  async (tx, request) => {
    const found = await aboutOf(tx, request.about['registration'])
    if (!found?.url || !states.includes(found.registration.state)) return null
    if (found.call.state === 'ended') return null
    if (found.call.state === 'cancelled' && key !== 'call_cancelled') return null
    const said = typeof key === 'string' ? key : key(found, tx.now)
    const own = said === null ? null : await words(tx, found, request)
    if (!own) return null
    const { t, locale, recipient } = request
    return {
      subject: t(`registration:mail.${said}.subject`, { topic: inLanguage(found.call.topic, locale) }),
      blocks: [
        { p: t('registration:mail.greeting', { name: recipient.name }) },
        { p: t(`registration:mail.${said}.says`) },
        ...(own.lead ?? []),
        { facts: factsOf(found, request) },
        ...(own.blocks ?? []),
        { button: { label: t('registration:mail.open'), url: found.url } },
        { small: t('registration:mail.link_is_yours') },
      ],
      ...(own.attachments ? { attachments: own.attachments } : {}),
    }
  }

/** The calendar file goes along; with CANCEL it takes the entry out again of whoever had a seat. */
export const withCalendar =
  (method: 'REQUEST' | 'CANCEL'): Words =>
  async (tx, found, request) => {
    const { state, before } = found.registration
    if (method === 'CANCEL' && state !== 'approved' && before !== 'approved') return {}
    const file = await invitationOf(tx, found, request, method)
    return file ? { attachments: [calendarAttachment(file, method)] } : {}
  }
