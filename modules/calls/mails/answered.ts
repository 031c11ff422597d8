import type { MailContent, MailRequest } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { factsFor, say } from '../mails.ts'
import { factsById } from '../views/facts.ts'

/** Tells an officer whether somebody of the panel comes, or who comes instead; nothing once she was taken off. */
export async function panelAnswered(tx: Tx, request: MailRequest): Promise<MailContent | null> {
  const { call: id, panelMember } = request.about
  const call = id ? await factsById(tx, id) : null
  const member = call?.panel.find((each) => each.id === panelMember)
  if (!call || !member?.answeredBy) return null
  const { state, answeredBy, replacedBy } = member
  if (state !== 'confirmed' && state !== 'declined' && state !== 'replaced') return null
  const { t, locale } = request
  const [topic, name] = [say(call.topic, locale), say(member.name, locale)]
  const instead = call.panel.find((each) => each.id === replacedBy)
  return {
    subject: t(`calls:mail.answered.subject.${state}`, { name, topic }),
    blocks: [
      { p: t('calls:mail.greeting', { name: request.recipient.name }) },
      { p: t(`calls:mail.answered.${state}`, { name, by: t(`calls:mail.answered.by.${answeredBy}`) }) },
      ...(instead ? [{ p: t('calls:mail.answered.instead', { name: say(instead.name, locale) }) }] : []),
      { facts: await factsFor(tx, call, request) },
      {
        button: {
          label: t('calls:mail.answered.button'),
          url: `${tx.publicUrl}/desk/calls/${call.id}/panel`,
        },
      },
    ],
  }
}
