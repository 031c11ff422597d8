import { useTranslation } from 'react-i18next'
import { calendarDay, number, timeOf } from '../../../../ui/format.ts'
import { Card, Counts, Empty, Tag, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { AnswerRow, Answers, PledgeRow } from '../../contract.ts'
import { placeName } from './attendance.tsx'

/** Each question once: who answered, how, when, and what is still owed. What is owed stands first. */
export function AnswerRegister({ answers }: { answers: Answers }) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const { rows, promises } = answers
  if (rows.length === 0 && promises.length === 0) {
    return (
      <Empty icon="question" title={t('answers.none')}>
        {t('answers.none_text')}
      </Empty>
    )
  }
  const count = (id: string, value: number) => ({
    id,
    count: number(value, locale),
    label: t(`answers.${id}`, { count: value }),
  })
  const owed = rows.filter((row) => row.owed)
  const rest = rows.filter((row) => !row.owed)
  return (
    <>
      <Counts
        items={[
          count('asked', answers.asked),
          count('answered', answers.answered),
          count('owed', answers.owed),
          ...(answers.overdue > 0 ? [count('overdue', answers.overdue)] : []),
        ]}
      />
      <p className="dl-quiet">{t('answers.times', { place: placeName(answers, locale) })}</p>
      {(owed.length > 0 || promises.length > 0) && (
        <Card>
          <h3>{t('answers.owed_title')}</h3>
          <ul className="outcomes-register">
            {owed.map((row) => (
              <Question key={row.question} row={row} zone={answers.zone} locale={locale} />
            ))}
            {promises.map((made) => (
              <Promised key={made.commitment} made={made} zone={answers.zone} locale={locale} />
            ))}
          </ul>
        </Card>
      )}
      {rest.length > 0 && (
        <Card>
          <h3>{t('answers.rest_title')}</h3>
          <ul className="outcomes-register">
            {rest.map((row) => (
              <Question key={row.question} row={row} zone={answers.zone} locale={locale} />
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

type In = { zone: string; locale: Locale }

const TONES = {
  pending: 'warn',
  visible: 'warn',
  assigned: 'warn',
  dismissed: 'neutral',
  'answered live': 'good',
  'answered in writing': 'good',
  merged: 'neutral',
  'to follow up': 'info',
} as const

function Question({ row, zone, locale }: In & { row: AnswerRow }) {
  const { t } = useTranslation('outcomes')
  const state = row.state.replaceAll(' ', '_')
  return (
    <li>
      <div className="outcomes-register__head">
        <Tag tone={TONES[row.state]}>{t(`state.${state}`)}</Tag>
        <span className="dl-quiet">
          <bdi>{row.organizationName ?? row.asker ?? t('removed')}</bdi>
          {' · '}
          <span className="dl-num">{timeOf(row.askedAt, zone, locale)}</span>
          {row.votes > 0 && ` · ${t('answers.votes', { count: row.votes })}`}
          {' · '}
          {t('event', { seq: number(row.event.seq, locale) })}
        </span>
      </div>
      <p className="dl-read" dir="auto">
        {row.text ?? t('removed')}
      </p>
      {row.answers.map((answer) => (
        <div key={answer.how} className="outcomes-register__answer">
          <p className="dl-quiet">
            {t(answer.how === 'live' ? 'answers.live' : 'answers.written')}
            {answer.speakerName && (
              <>
                {' · '}
                <bdi>{answer.speakerName}</bdi>
              </>
            )}
            {' · '}
            <span className="dl-num">{timeOf(answer.at, zone, locale)}</span>
          </p>
          <p className="dl-read" dir="auto">
            {answer.text ?? t('answers.no_summary')}
          </p>
        </div>
      ))}
      {row.owed && <Owing {...row.owed} text={row.owed.promise} locale={locale} />}
      {row.dismissal && <p className="dl-quiet">{t(`dismissal.${row.dismissal.replaceAll(' ', '_')}`)}</p>}
    </li>
  )
}

function Promised({ made, zone, locale }: In & { made: PledgeRow }) {
  const { t } = useTranslation('outcomes')
  return (
    <li>
      <div className="outcomes-register__head">
        <Tag tone="info">{t('answers.promise')}</Tag>
        <span className="dl-quiet">
          {made.speakerName && <bdi>{made.speakerName}</bdi>}
          {' · '}
          <span className="dl-num">{timeOf(made.saidAt, zone, locale)}</span>
          {' · '}
          {t('event', { seq: number(made.event.seq, locale) })}
        </span>
      </div>
      <Owing {...made} locale={locale} />
    </li>
  )
}

type Owed = { ownerName: string | null; due: string | null; text: string | null; overdue: boolean }

function Owing({ ownerName, due, text, overdue, locale }: Owed & { locale: Locale }) {
  const { t } = useTranslation('outcomes')
  return (
    <div className="outcomes-register__owed">
      {text && (
        <p className="dl-read" dir="auto">
          {text}
        </p>
      )}
      <p className={overdue ? 'dl-late' : 'dl-quiet'}>
        <bdi>{ownerName ?? t('answers.no_owner')}</bdi>
        {' · '}
        {due
          ? t(overdue ? 'answers.was_due' : 'answers.due', { day: calendarDay(due, locale) })
          : t('answers.no_due')}
      </p>
    </div>
  )
}
