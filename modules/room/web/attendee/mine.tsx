import { useEffect } from 'react'
import { calendarDay } from '../../../../ui/format.ts'
import { Line, type LineItem, Subhead, useAnnounce } from '../../../../ui/index.ts'
import { entityOf, type MyQuestion } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { type Say, useWords } from '../use-words.ts'
import { nameOf, panelName } from '../words.ts'

/** My questions, each with where it stands: the asker always learns. */
export function MyQuestions() {
  const { room } = useRoom()
  const { t } = useWords()
  const announce = useAnnounce()
  const questions = entityOf(room, 'me')?.questions ?? []
  const merged = questions.filter(({ mergedWith }) => mergedWith !== null).length
  const joined = questions.reduce((sum, question) => sum + question.joined, 0)
  useEffect(() => {
    if (merged > 0) announce(t('mine.merged'))
    else if (joined > 0) announce(t('mine.joined', { count: joined }))
  }, [merged, joined, announce, t])
  if (questions.length === 0) return null
  return (
    <section className="dl-mine" aria-label={t('mine.title')}>
      <Subhead count={questions.length}>{t('mine.title')}</Subhead>
      <ul>
        {questions.map((question) => (
          <li key={question.id}>
            <Mine question={question} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mine({ question }: { question: MyQuestion }) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  return (
    <>
      <p className="dl-read" dir="auto">
        {question.text ?? t('text_removed')}
      </p>
      {question.state === 'dismissed' ? (
        <p className="dl-quiet">
          {t('mine.dismissed', { reason: t(`dismissal.${question.dismissal?.reason ?? 'other'}`) })}{' '}
          {question.dismissal?.note && <bdi dir="auto">{question.dismissal.note}</bdi>}
        </p>
      ) : (
        <Line items={stepsOf(question, t)} label={t('mine.line')} />
      )}
      {question.state === 'assigned' && question.assigned && (
        <p className="dl-quiet">{t('mine.with', { name: panelName(room, question.assigned, locale, t) })}</p>
      )}
      {question.mergedWith && (
        <p className="dl-quiet">
          {t('mine.merged')}{' '}
          {question.mergedWith.text && (
            <bdi className="dl-read" dir="auto">
              {question.mergedWith.text}
            </bdi>
          )}
        </p>
      )}
      {question.joined > 0 && <p className="dl-quiet">{t('mine.joined', { count: question.joined })}</p>}
      {question.answers.map((answer) => (
        <p key={answer.at} className="dl-answer">
          <b>{t('answer_by', { name: nameOf(room, answer.speaker, locale, t) })}</b>{' '}
          {answer.text && (
            <bdi className="dl-read" dir="auto">
              {answer.text}
            </bdi>
          )}
        </p>
      ))}
      {question.followUp && (
        <p className="dl-answer">
          <b>{t('owed_by', { name: nameOf(room, question.followUp.owner, locale, t) })}</b>{' '}
          {question.followUp.due && t('record.due', { day: calendarDay(question.followUp.due, locale) })}
        </p>
      )}
    </>
  )
}

/** Sent, visible, with somebody, answered: filled is done, the halo is now. */
function stepsOf(question: MyQuestion, t: Say): LineItem[] {
  const owed = question.state === 'to follow up'
  const place = {
    pending: 0,
    dismissed: 0,
    merged: 0,
    visible: 1,
    assigned: 2,
    'to follow up': 3,
    'answered live': 4,
    'answered in writing': 4,
  }[question.state]
  const last = owed
    ? t('mine.owed')
    : t(question.state === 'answered in writing' ? 'mine.in_writing' : 'mine.answered')
  const labels = [
    t('mine.sent'),
    t(question.visibility === 'public' ? 'mine.visible' : 'mine.seen_by_panel'),
    t('mine.with_panel'),
    last,
  ]
  return labels.map((label, index) => ({
    id: String(index),
    label,
    state: index < place ? 'done' : index === place ? 'now' : 'next',
  }))
}
