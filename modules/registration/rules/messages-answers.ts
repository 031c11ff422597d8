import { calendarDay } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { MailBlock, MailRequest } from '../../../kernel/mail.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Answerer, MyQuestion, Owner } from '../../room/contract.ts'

/** In whose words, and with whose names. */
export interface Voice {
  readonly t: MailRequest['t']
  readonly locale: Locale
  readonly panel: readonly {
    readonly id: string
    readonly role: string
    readonly name: Localized
    readonly organization: Localized
  }[]
  readonly mission: Localized
}

const say = (text: Localized, locale: Locale): string =>
  (locale === 'ur' && text.ur) || text.en || text.ur || ''

const isOwed = ({ state, followUp }: MyQuestion): boolean => state === 'to follow up' && followUp !== null

/** The office of whoever answered or owes: people of the panel stand for theirs. */
function officeOf(who: Answerer | Owner | null, { panel, mission, locale }: Voice): string {
  if (!who) return ''
  if (who.kind === 'mission') return say(mission, locale)
  const member =
    who.kind === 'host'
      ? panel.find(({ role }) => role === 'host')
      : panel.find(({ id }) => id === who.panelMember)
  return member ? say(member.organization, locale) || say(member.name, locale) : ''
}

/**
 * Each question of one asker and what became of it: what was not answered is said, too. These are the views that the
 * asker's own page shows, so nothing stands in them that was somebody else's.
 */
export function answerBlocks(questions: readonly MyQuestion[], voice: Voice): MailBlock[] {
  const { t } = voice
  if (questions.length === 0) return []
  return [
    { p: t('registration:messages.answers.yours', { count: questions.length }) },
    ...questions.flatMap((question): MailBlock[] => [
      { quote: question.text ?? t('registration:status.removed') },
      ...becameOf(question, voice),
    ]),
  ]
}

function becameOf(question: MyQuestion, voice: Voice): MailBlock[] {
  const { t } = voice
  const { answers, dismissal } = question
  if (answers.length > 0) {
    return answers.flatMap(({ how, speaker, text }): MailBlock[] => {
      // Said off the record, or never summarized, or removed: that there was an answer is all there is to tell.
      if (!text)
        return [{ p: t(`registration:${how === 'live' ? 'question.answered_live_only' : 'status.removed'}`) }]
      const office = officeOf(speaker, voice)
      const way = how === 'live' ? 'live' : 'written'
      const by = office
        ? t(`registration:messages.answers.${way}_by`, { office })
        : t(`registration:messages.answers.${way}`)
      return [{ p: by }, { quote: text }]
    })
  }
  if (dismissal) {
    const reason = t(`room:dismissal.${dismissal.reason}`)
    return [
      { p: t('registration:question.dismissed_because', { reason }) },
      ...(dismissal.note ? [{ quote: dismissal.note }] : []),
    ]
  }
  return [{ p: t(`registration:messages.answers.${isOwed(question) ? 'owed' : 'open'}`) }]
}

/** What was promised to one asker and not yet given: which question, which office, by which day. */
export function owedBlocks(questions: readonly MyQuestion[], voice: Voice): MailBlock[] {
  const { t, locale } = voice
  const owed = questions.filter(isOwed)
  if (owed.length === 0) return []
  return [
    { p: t('registration:messages.owed.to_you', { count: owed.length }) },
    ...owed.flatMap(({ text, followUp }): MailBlock[] => {
      const office = officeOf(followUp?.owner ?? null, voice)
      const facts: [string, string][] = [
        ...(office ? [[t('registration:messages.owed.office'), office] satisfies [string, string]] : []),
        [
          t('registration:messages.owed.day'),
          followUp?.due ? calendarDay(followUp.due, locale) : t('registration:messages.owed.no_day'),
        ],
      ]
      return [
        { quote: [text, followUp?.text].filter(Boolean).join('\n') || t('registration:status.removed') },
        { facts },
      ]
    }),
  ]
}
