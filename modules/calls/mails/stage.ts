import type { MailContent, MailRequest } from '../../../kernel/mail.ts'
import { reminderDue } from '../../../kernel/reminders.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts } from '../contract.ts'
import { factsFor, linkOf, say } from '../mails.ts'
import { stageCalendar } from '../reads/stage-calendar.ts'
import { factsById } from '../views/facts.ts'

/** A day and an hour before, for the stage and its offices; whatever waited in a queue reminds nobody of yesterday. */
export const stageReminder = (tx: Tx, request: MailRequest): Promise<MailContent | null> =>
  written(tx, request, 'reminder', (call) => {
    if (!call.startsAt || (call.state !== 'published' && call.state !== 'live')) return false
    return reminderDue(call.startsAt, tx.now) !== null
  })

/** The call is at another time: the calendar entry replaces the earlier one. */
export const stageMoved = (tx: Tx, request: MailRequest): Promise<MailContent | null> =>
  written(tx, request, 'moved', (call) => call.state === 'published')

/** It was cancelled, and takes place after all. */
export const stageBack = (tx: Tx, request: MailRequest): Promise<MailContent | null> =>
  written(tx, request, 'back', (call) => call.state === 'published')

/** The call has another title or place, or takes longer: the calendar entry is corrected. */
export const stageChanged = (tx: Tx, request: MailRequest): Promise<MailContent | null> =>
  written(tx, request, 'changed', (call) => call.state === 'published')

export const stageCancelled = (tx: Tx, request: MailRequest): Promise<MailContent | null> =>
  written(tx, request, 'cancelled', (call) => call.state === 'cancelled')

async function written(
  tx: Tx,
  request: MailRequest,
  what: 'reminder' | 'moved' | 'changed' | 'cancelled' | 'back',
  stillTrue: (call: CallFacts) => boolean,
): Promise<MailContent | null> {
  const { call: id, panelMember, person } = request.about
  const call = id ? await factsById(tx, id) : null
  const member = call?.panel.find((each) => each.id === panelMember)
  if (!call || !member || !person || !stillTrue(call)) return null
  if (member.state === 'declined' || member.state === 'replaced') return null
  const inCopy = person !== member.person
  if (inCopy && member.office !== person) return null
  const link = await linkOf(tx, call, person)
  if (!link) return null
  const { t, locale } = request
  const topic = say(call.topic, locale)
  return {
    subject: t(`calls:mail.stage.${what}.subject`, { topic }),
    blocks: [
      { p: t('calls:mail.greeting', { name: request.recipient.name }) },
      ...(inCopy ? [{ p: t('calls:mail.stage.in_copy', { name: say(member.name, locale) }) }] : []),
      { p: t(`calls:mail.stage.${what}.text`, { mission: say(link.mission, locale), topic }) },
      { facts: await factsFor(tx, call, request) },
      { button: { label: t('calls:mail.open'), url: link.url } },
      { small: t(inCopy ? 'calls:mail.personal' : 'calls:mail.handed_over') },
    ],
    ...(what === 'reminder'
      ? {}
      : {
          attachments: await stageCalendar(tx, call, { person, url: link.url, locale, from: request.from }),
        }),
  }
}
