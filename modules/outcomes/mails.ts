import { system } from '../../kernel/actor.ts'
import { calendarDay } from '../../kernel/format.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Locale } from '../../kernel/locale.ts'
import type { MailBlock, MailTemplate } from '../../kernel/mail.ts'
import type { Tx } from '../../kernel/tx.ts'
import { accessCommands } from '../access/contract.ts'
import type { CallFacts } from '../calls/contract.ts'
import { debtsOf, idOf } from './reads/owed.ts'
import { answers } from './reads/record.ts'
import { callRecord } from './reads/source.ts'

const me = system('outcomes')

const topicOf = ({ topic }: CallFacts, locale: Locale): string =>
  (locale === 'ur' && topic.ur) || topic.en || (topic.ur ?? '')

const linkOf = async (tx: Tx, call: Id, person: Id): Promise<string | null> =>
  (await tx.use(accessCommands).link(tx, me, { call, person }))?.url ?? null

/** A question was answered in writing after the call: the answer, word for word, and where it stands. */
const answered: MailTemplate = async (tx, { about, locale, recipient, t }) => {
  const { call, question, person } = about
  if (!call || !question || !person) return null
  const url = await linkOf(tx, call, person)
  const { facts } = await debtsOf(tx, call)
  const { missionName, missionNameUr } = await tx.use(accessCommands).installation(tx, me, {})
  const mission = { en: missionName, ur: missionNameUr }
  const register = await answers(tx, await callRecord(tx, facts), mission, locale)
  const own = register.rows.find((row) => row.question === question)
  const answer = own?.answers.find(({ how }) => how === 'in writing')
  if (!url || !answer?.text) return null
  const key = answer.before.length > 0 ? 'corrected' : 'says'
  return {
    subject: t(`outcomes:mail.answered.subject`, { topic: topicOf(facts, locale) }),
    blocks: [
      { p: t('outcomes:mail.greeting', { name: recipient.name }) },
      { p: t(`outcomes:mail.answered.${key}`) },
      ...(own?.text ? [{ quote: own.text }] : []),
      { p: t('outcomes:mail.answered.by', { name: answer.speakerName ?? t('outcomes:mail.the_panel') }) },
      { quote: answer.text },
      { button: { label: t('outcomes:mail.answered.open'), url } },
      { small: t('outcomes:mail.link_is_yours') },
    ],
  }
}

/** What somebody still owes of a call, all of it; nothing once it was given. */
const owed: MailTemplate = async (tx, { about, locale, recipient, t }) => {
  const { call, person, user } = about
  const who = person ?? user
  if (!call || !who) return null
  const { facts, debts } = await debtsOf(tx, call)
  const mine = debts.filter(({ debtor }) => debtor && idOf(debtor) === who)
  const url = person
    ? await linkOf(tx, call, person)
    : `${tx.publicUrl}/desk/calls/${call}/record?part=answers`
  if (mine.length === 0 || !url) return null
  const dayOf = ({ due, overdue }: (typeof mine)[number]): string =>
    due === null
      ? t('outcomes:mail.owed.undated')
      : t(overdue ? 'outcomes:mail.owed.was_due' : 'outcomes:mail.owed.due', {
          day: calendarDay(due, locale),
        })
  const items = mine.flatMap((debt): MailBlock[] => [
    { quote: [debt.question, debt.promise].filter(Boolean).join('\n') || t('outcomes:mail.owed.removed') },
    { p: dayOf(debt) },
  ])
  return {
    subject: t('outcomes:mail.owed.subject', { count: mine.length, topic: topicOf(facts, locale) }),
    blocks: [
      { p: t('outcomes:mail.greeting', { name: recipient.name }) },
      { p: t(`outcomes:mail.owed.${person ? 'says' : 'says_mission'}`, { count: mine.length }) },
      ...items,
      { button: { label: t(`outcomes:mail.owed.${person ? 'open' : 'open_mission'}`), url } },
      { small: t('outcomes:mail.owed.stops') },
    ],
  }
}

export const mails: Readonly<Record<string, MailTemplate>> = { answered, owed }
