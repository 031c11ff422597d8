import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarDay, dateTime, number, timeOf } from '../../../../ui/format.ts'
import { Button, Card, Counts, Empty, ShowMore, Tag, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { AnswerRow, Answers, PledgeRow } from '../../contract.ts'
import { placeName } from './attendance.tsx'
import { EnterAnswer, useRoomCommand } from './enter.tsx'
import type { useAnswers } from './use-answers.ts'

interface Props {
  readonly call: string
  /** As far as it was asked for. */
  readonly answers: Answers
  readonly pages: ReturnType<typeof useAnswers>['pages']
}

/** Each question once: who answered, how, when, and what is still owed. What is owed stands first. */
export function AnswerRegister({ call, answers, pages }: Props) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const { rows } = answers
  const left = answers.total - rows.length - answers.promises.length
  const [wasMore] = useState(left > 0)
  const [entering, setEntering] = useState<AnswerRow | null>(null)
  const promises = answers.promises.filter((made) => !made.fulfilled && !made.withdrawn)
  const settled = answers.promises.filter((made) => made.fulfilled || made.withdrawn)
  if (answers.total === 0) {
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
  const question = (row: AnswerRow) => (
    <Question
      key={row.question}
      row={row}
      zone={answers.zone}
      locale={locale}
      onEnter={answers.mayAnswer ? () => setEntering(row) : null}
    />
  )
  const promised = (made: PledgeRow) => (
    <Promised
      key={made.commitment}
      made={made}
      zone={answers.zone}
      locale={locale}
      call={answers.mayAnswer ? call : null}
    />
  )
  return (
    <>
      <Counts
        items={[
          count('asked', answers.asked),
          count('answered', answers.answered),
          ...(answers.unanswered > 0 ? [count('unanswered', answers.unanswered)] : []),
          count('owed', answers.owed),
          ...(answers.overdue > 0 ? [count('overdue', answers.overdue)] : []),
        ]}
      />
      <p className="dl-quiet">{t('answers.times', { place: placeName(answers, locale) })}</p>
      {(owed.length > 0 || promises.length > 0) && (
        <Card>
          <h3>{t('answers.owed_title')}</h3>
          <ul className="outcomes-register">
            {owed.map(question)}
            {promises.map(promised)}
          </ul>
        </Card>
      )}
      {rest.length > 0 && (
        <Card>
          <h3>{t('answers.rest_title')}</h3>
          <ul className="outcomes-register">{rest.map(question)}</ul>
        </Card>
      )}
      {settled.length > 0 && (
        <Card>
          <h3>{t('answers.settled_title')}</h3>
          <ul className="outcomes-register">{settled.map(promised)}</ul>
        </Card>
      )}
      <ShowMore
        left={left}
        isEnd={left === 0 && wasMore}
        busy={left > 0 && pages.isFetching}
        failed={left > 0 && pages.isError}
        label={t('answers.more', { count: left })}
        onMore={() => void pages.fetchNextPage()}
      />
      {entering && (
        <EnterAnswer
          key={entering.question}
          call={call}
          row={entering}
          panel={answers.panel}
          onClose={() => setEntering(null)}
        />
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

function Question({ row, zone, locale, onEnter }: In & { row: AnswerRow; onEnter: (() => void) | null }) {
  const { t } = useTranslation('outcomes')
  const state = row.mergedInto ? 'merged' : row.state.replaceAll(' ', '_')
  const written = row.answers.some(({ how }) => how === 'in writing')
  const mayEnter = onEnter !== null && row.mergedInto === null && row.state !== 'dismissed'
  return (
    <li>
      <div className="outcomes-register__head">
        <Tag tone={row.mergedInto ? 'neutral' : TONES[row.state]}>{t(`state.${state}`)}</Tag>
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
            <span className="dl-num">{dateTime(answer.at, zone, locale)}</span>
            {answer.source && (
              <>
                {' · '}
                {t('answers.entered', { source: t(`file.source_${answer.source}`) })}
              </>
            )}
            {answer.before.length > 0 && ` · ${t('answers.corrected')}`}
          </p>
          <Closed rules={answer.groundRules} />
          <p className="dl-read" dir="auto">
            {answer.text ?? t('answers.no_summary')}
          </p>
          {answer.before.map((was) => (
            <p key={was.event.seq} className="dl-quiet">
              {t('answers.first_said', { at: dateTime(was.at, zone, locale) })}{' '}
              <del dir="auto">{was.text ?? t('removed')}</del>
            </p>
          ))}
        </div>
      ))}
      {row.owed && <Owing {...row.owed} text={row.owed.promise} locale={locale} />}
      {row.mergedInto && <p className="dl-quiet">{t('answers.merged')}</p>}
      {mayEnter && (
        <div className="dl-noprint">
          <Button size="s" onClick={onEnter}>
            {t(written ? 'answers.correct' : 'answers.enter')}
          </Button>
        </div>
      )}
      {row.dismissal && <p className="dl-quiet">{t(`dismissal.${row.dismissal.replaceAll(' ', '_')}`)}</p>}
    </li>
  )
}

function Promised({ made, zone, locale, call }: In & { made: PledgeRow; call: string | null }) {
  const { t } = useTranslation('outcomes')
  const state = made.withdrawn ? 'withdrawn' : made.fulfilled ? 'kept' : 'promise'
  return (
    <li>
      <div className="outcomes-register__head">
        <Tag tone={state === 'kept' ? 'good' : state === 'withdrawn' ? 'neutral' : 'info'}>
          {t(`answers.${state}`)}
        </Tag>
        <span className="dl-quiet">
          {made.speakerName && (
            <>
              <bdi>{made.speakerName}</bdi>
              {' · '}
            </>
          )}
          <span className="dl-num">{timeOf(made.saidAt, zone, locale)}</span>
          {' · '}
          {t('event', { seq: number(made.event.seq, locale) })}
        </span>
      </div>
      <Owing {...made} locale={locale} />
      <Closed rules={made.groundRules} />
      {call && state === 'promise' && <Keep call={call} commitment={made.commitment} />}
    </li>
  )
}

/** Said under rules that close it: what of it leaves the house in a file. */
function Closed({ rules }: { rules: PledgeRow['groundRules'] }) {
  const { t } = useTranslation('outcomes')
  if (rules === 'on the record') return null
  return (
    <p className="dl-late">
      <b>{t(`file.rules_${rules.replaceAll(' ', '_')}`)}</b>{' '}
      {t(`answers.closed_${rules.replaceAll(' ', '_')}`)}
    </p>
  )
}

function Keep({ call, commitment }: { call: string; commitment: string }) {
  const { t } = useTranslation('outcomes')
  const { ask, busy, error } = useRoomCommand(call, t('answers.keep_done'), () => undefined)
  return (
    <div className="dl-noprint">
      <Button size="s" off={busy} onClick={() => ask('keepPromise', { entry: commitment })}>
        {t('answers.keep')}
      </Button>
      {error && <p className="dl-late">{error.message}</p>}
    </div>
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
