import type { MailBlock, MailContent, MailRequest, MailTemplate } from '../../kernel/mail.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { RegistrationState } from './contract.ts'
import { message, messageTest } from './mails/messages.ts'
import { type About, aboutOf, calendarAttachment, factsOf, inLanguage, invitationOf } from './reads/about.ts'
import { declineNote } from './reads/texts.ts'

type Words = (tx: Tx, about: About, request: MailRequest) => Promise<Partial<MailContent>>

/**
 * One mail about a registration. What is no longer true is not said: an approval that was taken back before its mail left
 * has no mail, and a call that is over or cancelled sends nothing but its own cancellation.
 */
const about =
  (key: string, states: readonly RegistrationState[], words: Words): MailTemplate =>
  async (tx, request) => {
    const found = await aboutOf(tx, request.about['registration'])
    if (!found?.url || !states.includes(found.registration.state)) return null
    if (found.call.state === 'ended') return null
    if (found.call.state === 'cancelled' && key !== 'call_cancelled') return null
    const { t, locale, recipient } = request
    const own = await words(tx, found, request)
    return {
      subject: t(`registration:mail.${key}.subject`, { topic: inLanguage(found.call.topic, locale) }),
      blocks: [
        { p: t('registration:mail.greeting', { name: recipient.name }) },
        { p: t(`registration:mail.${key}.says`) },
        ...(own.blocks ?? []),
        { facts: factsOf(found, request) },
        { button: { label: t('registration:mail.open'), url: found.url } },
        { small: t('registration:mail.link_is_yours') },
      ],
      ...(own.attachments ? { attachments: own.attachments } : {}),
    }
  }

const nothingMore: Words = async () => ({})

const withInvitation =
  (method: 'REQUEST' | 'CANCEL'): Words =>
  async (tx, found, request) => {
    const file = await invitationOf(tx, found, request, method)
    return file ? { attachments: [calendarAttachment(file, method)] } : {}
  }

const reasons: Words = async (tx, found, { t }) => {
  const { reason, id } = found.registration
  const note = await declineNote(tx, id)
  const blocks: MailBlock[] = [
    ...(reason ? [{ p: t(`registration:reasons.${reason}`) }] : []),
    ...(note ? [{ quote: note }] : []),
  ]
  return { blocks }
}

/** Where it stands now, for whoever registered a second time: the same mail as the first time until somebody decided. */
const EVERY_STATE = ['pending', 'approved', 'waitlisted', 'declined', 'cancelled'] as const

export const mails: Readonly<Record<string, MailTemplate>> = {
  received: about('received', EVERY_STATE, nothingMore),
  approved: about('approved', ['approved'], withInvitation('REQUEST')),
  waitlisted: about('waitlisted', ['waitlisted'], nothingMore),
  declined: about('declined', ['declined'], reasons),
  cancelled: about('cancelled', ['cancelled'], withInvitation('CANCEL')),
  rescheduled: about('rescheduled', ['pending', 'approved', 'waitlisted'], async (tx, found, request) =>
    found.registration.state === 'approved' ? withInvitation('REQUEST')(tx, found, request) : {},
  ),
  call_cancelled: about('call_cancelled', ['pending', 'approved', 'waitlisted'], withInvitation('CANCEL')),
  message,
  message_test: messageTest,
}
