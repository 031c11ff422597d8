import { anonymous } from '../../../kernel/actor.ts'
import { dateOf, timeSpan, zoneName } from '../../../kernel/format.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { type MailContent, type MailRequest, mailDesk } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands, type Installation } from '../../access/contract.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { mailboxOf } from '../../people/views.ts'
import { questionsOf } from '../../room/views.ts'
import type { MessageText, RegistrationState } from '../contract.ts'
import { answerBlocks, owedBlocks, type Voice } from '../rules/messages-answers.ts'
import { asksRecord, blocksOf, languageFor, subjectOf } from '../rules/messages-text.ts'
import { inLanguage } from './about.ts'
import { registrationById } from './desk.ts'

/** For whom a message is worded. */
export interface Reader {
  readonly person: Id | null
  readonly name: string
  readonly organization: string
  readonly locale: Locale
  readonly zone: string | null
}

/** Whoever is behind a registration and where it stands, if she can be written to. */
export async function readerOf(
  tx: Tx,
  registration: Id,
): Promise<(Reader & { readonly person: Id; readonly state: RegistrationState }) | null> {
  const found = await registrationById(tx, registration)
  if (!found) return null
  const { person, state } = found.registration
  const mailbox = await mailboxOf(tx, person)
  return mailbox && { ...mailbox, person, state, organization: found.organization.name }
}

/** The page behind a person's own link; null once it was revoked. */
export const ownLink = async (tx: Tx, call: Id, person: Id): Promise<string | null> =>
  (await tx.use(accessCommands).link(tx, anonymous, { call, person }))?.url ?? null

/** Where a link leads in what only shows how a message will look: it lets nobody in. */
export const publicPage = (tx: Tx, call: Pick<CallFacts, 'slug'>): string =>
  `${tx.publicUrl}/calls/${call.slug}`

/**
 * A message as one person reads it, at this moment: preview, test and mail are this. In her language, else in the one there is.
 */
export async function messageContent(
  tx: Tx,
  input: { call: Id; text: MessageText; reader: Reader; url: string },
): Promise<MailContent & { readonly locale: Locale }> {
  const { text, reader, url } = input
  const locale = languageFor(text, reader.locale)
  const written = text[locale]
  if (!written) throw new Error('a message has a text')
  const call = await tx.use(callsCommands).get(tx, anonymous, { call: input.call })
  const installation = await tx.use(accessCommands).installation(tx, anonymous, {})
  const t = await tx.use(mailDesk).words(tx, anonymous, { locale })
  const mission = { en: installation.missionName, ur: installation.missionNameUr }
  const voice: Voice = { t, locale, panel: call.panel, mission }
  const questions =
    reader.person && asksRecord(written.body) ? await questionsOf(tx, call.id, reader.person) : []
  const filling = {
    name: reader.name,
    organization: reader.organization,
    topic: inLanguage(call.topic, locale),
    time: timeFor(call, installation, reader.zone, locale, t),
    link: { label: t('registration:mail.open'), url },
    answers: answerBlocks(questions, voice),
    owed: owedBlocks(questions, voice),
  }
  return {
    locale,
    subject: subjectOf(written.subject, filling),
    blocks: [
      ...blocksOf(written.body, filling),
      ...(written.body.includes('{link}') ? [{ small: t('registration:mail.link_is_yours') }] : []),
    ],
  }
}

/** "Thursday, April 23, 2026, 8:00 – 9:15 AM (EDT, your time)"; the home capital's where her zone is not known. */
function timeFor(
  { startsAt, endsAt }: CallFacts,
  installation: Installation,
  own: string | null,
  locale: Locale,
  t: MailRequest['t'],
): string {
  if (!startsAt || !endsAt) return t('registration:messages.no_time')
  const zone = own ?? installation.homeZone
  const home = (locale === 'ur' ? installation.homePlaceUr : null) ?? installation.homePlace
  return t('registration:messages.time', {
    date: dateOf(startsAt, zone, locale),
    span: timeSpan(startsAt, endsAt, zone, locale),
    zone: zoneName(startsAt, zone),
    place: own ? t('registration:messages.your_time') : home,
  })
}
