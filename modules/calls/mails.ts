import { anonymous } from '../../kernel/actor.ts'
import { countryName, dateOf, languageName, list, timeSpan, zoneName } from '../../kernel/format.ts'
import type { Locale } from '../../kernel/locale.ts'
import type { MailContent, MailRequest } from '../../kernel/mail.ts'
import type { Localized } from '../../kernel/schemas.ts'
import type { Tx } from '../../kernel/tx.ts'
import { accessCommands } from '../access/contract.ts'
import type { CallFacts } from './contract.ts'
import { stageCalendar } from './reads/stage-calendar.ts'
import { factsById } from './views/facts.ts'

export const say = (text: Localized, locale: Locale): string =>
  locale === 'ur' ? (text.ur ?? text.en) : text.en

/** Asks a panel member to the stage: when it is in both places, who else is there, and the one link. */
export async function panelInvitation(tx: Tx, request: MailRequest): Promise<MailContent | null> {
  const call = await open(tx, request)
  const member = call?.panel.find((each) => each.id === request.about['panelMember'])
  if (!call || !member || member.state === 'declined' || member.state === 'replaced') return null
  const link = await linkOf(tx, call, member.person)
  if (!link) return null
  const { t, locale } = request
  const topic = say(call.topic, locale)
  const others = call.panel.filter((each) => each.id !== member.id)
  return {
    subject: t('calls:mail.panel.subject', { topic }),
    blocks: [
      { p: t('calls:mail.greeting', { name: request.recipient.name }) },
      { p: t(`calls:mail.panel.asked_${member.role}`, { mission: say(link.mission, locale), topic }) },
      { facts: await factsFor(tx, call, request) },
      ...(others.length > 0
        ? [
            {
              p: t('calls:mail.panel.with', {
                names: list(
                  others.map((each) => nameInBrackets(each, locale)),
                  locale,
                ),
              }),
            },
          ]
        : []),
      ...(member.state === 'confirmed'
        ? [{ button: { label: t('calls:mail.open'), url: link.url } }]
        : [
            { p: t('calls:mail.panel.answer') },
            { button: { label: t('calls:mail.panel.button'), url: link.url } },
          ]),
      { p: t('calls:mail.panel.link') },
      { small: t('calls:mail.handed_over') },
    ],
    attachments: await stageCalendar(tx, call, {
      person: member.person,
      url: link.url,
      locale,
      from: request.from,
    }),
  }
}

/** The invitation of a panel member in copy for her office, with a link of its own. */
export async function officeInvitation(tx: Tx, request: MailRequest): Promise<MailContent | null> {
  const call = await open(tx, request)
  const { office } = request.about
  const member = call?.panel.find((each) => each.id === request.about['panelMember'])
  if (!call || !member || !office || member.office !== office || member.state === 'replaced') return null
  const link = await linkOf(tx, call, office)
  if (!link) return null
  const { t, locale } = request
  const [topic, name] = [say(call.topic, locale), say(member.name, locale)]
  return {
    subject: t('calls:mail.office.subject', { topic, name }),
    blocks: [
      { p: t('calls:mail.greeting', { name: request.recipient.name }) },
      { p: t('calls:mail.office.asked', { mission: say(link.mission, locale), topic, name }) },
      { facts: await factsFor(tx, call, request) },
      { button: { label: t('calls:mail.office.button'), url: link.url } },
      { p: t('calls:mail.office.link', { name }) },
      { small: t('calls:mail.personal') },
    ],
    attachments: await stageCalendar(tx, call, { person: office, url: link.url, locale, from: request.from }),
  }
}

/** Tells a colleague what she does on a call, with her link. */
export async function colleagueInvitation(tx: Tx, request: MailRequest): Promise<MailContent | null> {
  const call = await open(tx, request)
  const person = request.about['person']
  if (!call || !person) return null
  const link = await linkOf(tx, call, person)
  if (!link || link.roles.length === 0) return null
  const { t, locale } = request
  const roles = list(
    link.roles.map((role) => t(`calls:roles.${role}`)),
    locale,
  )
  return {
    subject: t('calls:mail.colleague.subject', { topic: say(call.topic, locale) }),
    blocks: [
      { p: t('calls:mail.greeting', { name: request.recipient.name }) },
      { p: t('calls:mail.colleague.asked', { roles, mission: say(link.mission, locale) }) },
      { facts: await factsFor(tx, call, request) },
      { button: { label: t('calls:mail.open'), url: link.url } },
      { small: t('calls:mail.personal') },
    ],
  }
}

/** The call, unless by now nobody needs to come any more. */
async function open(tx: Tx, request: MailRequest): Promise<CallFacts | null> {
  const call = request.about['call'] ? await factsById(tx, request.about['call']) : null
  return call && call.state !== 'cancelled' && call.state !== 'ended' ? call : null
}

export async function linkOf(tx: Tx, call: CallFacts, person: string) {
  const access = tx.use(accessCommands)
  const standing = await access.standing(tx, anonymous, { call: call.id, person })
  if (!standing?.url) return null
  const { missionName, missionNameUr } = await access.installation(tx, anonymous, {})
  return { url: standing.url, roles: standing.roles, mission: { en: missionName, ur: missionNameUr } }
}

const nameAndOffice = (member: CallFacts['panel'][number], locale: Locale): string =>
  [say(member.name, locale), say(member.organization, locale)]
    .filter(Boolean)
    .join(locale === 'ur' ? '، ' : ', ')

/** `Ada Hostwell (Embassy)`: for a list, which has commas of its own. */
const nameInBrackets = (member: CallFacts['panel'][number], locale: Locale): string =>
  say(member.organization, locale)
    ? `${say(member.name, locale)} (${say(member.organization, locale)})`
    : say(member.name, locale)

/** Topic, host and the time in both places, each named, and in the reader's own if that is a third. */
export async function factsFor(
  tx: Tx,
  call: CallFacts,
  { t, locale, recipient }: MailRequest,
): Promise<[string, string][]> {
  const { homeZone, ...installation } = await tx.use(accessCommands).installation(tx, anonymous, {})
  const homePlace = say({ en: installation.homePlace, ur: installation.homePlaceUr }, locale)
  const hostPlace = say(call.hostPlace, locale) || call.zone
  const places: [string, string][] = [
    [hostPlace, call.zone],
    ...(homeZone === call.zone ? [] : [[homePlace, homeZone] satisfies [string, string]]),
    ...(recipient.zone && recipient.zone !== call.zone && recipient.zone !== homeZone
      ? [[t('calls:mail.your_time'), recipient.zone] satisfies [string, string]]
      : []),
  ]
  return [
    [t('calls:topic'), say(call.topic, locale)],
    ...(call.host
      ? [[t('calls:roles.host'), nameAndOffice(call.host, locale)] satisfies [string, string]]
      : []),
    ...places.map(([place, zone]): [string, string] => [place, when(call, zone, locale, t)]),
    ...(call.languages.length > 0
      ? [
          [
            t('calls:languages'),
            list(
              call.languages.map((code) => languageName(code, locale)),
              locale,
            ),
          ] satisfies [string, string],
        ]
      : []),
    ...(call.countries.length > 0
      ? [
          [
            t('calls:countries'),
            list(
              call.countries.map((code) => countryName(code, locale)),
              locale,
            ),
          ] satisfies [string, string],
        ]
      : []),
  ]
}

function when(call: CallFacts, zone: string, locale: Locale, t: MailRequest['t']): string {
  if (!call.startsAt || !call.endsAt) return t('calls:no_date')
  const [time, date] = [
    timeSpan(call.startsAt, call.endsAt, zone, locale),
    dateOf(call.startsAt, zone, locale),
  ]
  return `${date}${locale === 'ur' ? '، ' : ', '}${time} (${zoneName(call.startsAt, zone)})`
}
