import type { MailContent, MailRequest } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { namesOf } from '../../people/views.ts'
import type { CallFacts } from '../contract.ts'
import { factsFor, linkOf, say } from '../mails.ts'
import { stageCalendar } from '../reads/stage-calendar.ts'
import { factsById } from '../views/facts.ts'

/** Nobody expects her on the stage any more: why, and the calendar entry is taken out. */
export const stageReleased = (tx: Tx, request: MailRequest): Promise<MailContent | null> =>
  standing(tx, request, 'released')

/** She is on the stage after all: the calendar entry comes back. */
export const stageReturned = (tx: Tx, request: MailRequest): Promise<MailContent | null> =>
  standing(tx, request, 'returned')

async function standing(
  tx: Tx,
  request: MailRequest,
  what: 'released' | 'returned',
): Promise<MailContent | null> {
  const { call: id, panelMember, person, official } = request.about
  const call = id ? await factsById(tx, id) : null
  if (!call || !person || !official || call.state === 'cancelled' || call.state === 'ended') return null
  if (isExpected(call, person) !== (what === 'returned')) return null
  const link = await linkOf(tx, call, person)
  const { t, locale } = request
  const member = call.panel.find((each) => each.id === panelMember && each.person === official)
  const instead = call.panel.find((each) => each.id === member?.replacedBy)
  const name = member
    ? say(member.name, locale)
    : ((await namesOf(tx, { persons: [official] })).persons.get(official)?.name ?? '')
  const values = { name, instead: instead ? say(instead.name, locale) : '' }
  const whose = person === official ? 'yours' : 'copy'
  const why = what === 'returned' ? what : instead ? 'replaced' : 'released'
  return {
    subject: t(`calls:mail.standing.${what}`, { topic: say(call.topic, locale) }),
    blocks: [
      { p: t('calls:mail.greeting', { name: request.recipient.name }) },
      { p: t(`calls:mail.standing.${whose}.${why}`, values) },
      { facts: await factsFor(tx, call, request) },
      { p: t(`calls:mail.standing.calendar_${what}`) },
      ...(link ? [{ button: { label: t('calls:mail.open'), url: link.url } }] : []),
    ],
    attachments: await stageCalendar(
      tx,
      call,
      { person, url: link?.url ?? tx.publicUrl, locale, from: request.from },
      what === 'returned',
    ),
  }
}

/** Whether somebody has a place on the stage, or answers for one who has. */
const isExpected = (call: CallFacts, person: string): boolean =>
  call.panel.some(
    (member) =>
      (member.person === person || member.office === person) &&
      member.state !== 'declined' &&
      member.state !== 'replaced',
  )
