import { anonymous } from '../../../kernel/actor.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { type MailRequest, type MailTemplate, mailDesk } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { callsCommands } from '../../calls/contract.ts'
import { REGISTRATION_STATES } from '../contract.ts'
import { chosenAs, messageById } from '../reads/messages.ts'
import { messageContent, ownLink, publicPage, type Reader, readerOf } from '../reads/messages-content.ts'

/**
 * A message of an officer to one registrant. Whoever is no longer in the state for which it was written does not get it:
 * joining instructions do not go to somebody whose seat was taken back while the mail waited.
 */
export const message: MailTemplate = async (tx, { about }) => {
  const { message: id, registration, call } = about
  if (!id || !registration || !call) return null
  const stored = await messageById(tx, id)
  const reader = await readerOf(tx, registration)
  const as = await chosenAs(tx, id, registration)
  if (!stored || !reader || as === null) return null
  const isOfRegistration = REGISTRATION_STATES.some((state) => state === as)
  if (isOfRegistration && !stored.states.includes(reader.state)) return null
  const url = await ownLink(tx, call, reader.person)
  return url ? messageContent(tx, { call, text: stored.text, reader, url }) : null
}

/** The same for the eyes of whoever wrote it: marked in subject and first line, its link lets nobody in. */
export const messageTest: MailTemplate = async (tx, request) => {
  const { message: id, registration, call } = request.about
  const stored = id ? await messageById(tx, id) : null
  if (!stored || !call) return null
  const reader = (registration ? await readerOf(tx, registration) : null) ?? (await asMyself(tx, request))
  const url = publicPage(tx, await tx.use(callsCommands).get(tx, anonymous, { call }))
  const content = await messageContent(tx, { call, text: stored.text, reader, url })
  const t = await wordsIn(tx, content.locale)
  const { locale, subject, blocks } = content
  const name = registration ? reader.name : t('registration:messages.nobody_yet')
  return {
    locale,
    subject: t('registration:messages.test.subject', { subject }),
    blocks: [{ small: t('registration:messages.test.says', { name }) }, ...blocks],
  }
}

const wordsIn = (tx: Tx, locale: Locale) => tx.use(mailDesk).words(tx, anonymous, { locale })

/** Before anybody registered, the writer stands for a reader, and the mission for a firm. */
async function asMyself(tx: Tx, { recipient, locale }: MailRequest): Promise<Reader> {
  const { missionName } = await tx.use(accessCommands).installation(tx, anonymous, {})
  return { person: null, name: recipient.name, organization: missionName, locale, zone: recipient.zone }
}
