import { useTranslation } from 'react-i18next'
import { calendarDay } from '../../../../ui/format.ts'
import { Card, Line, type LineItem, useLocale } from '../../../../ui/index.ts'
import type { Standing } from '../../contract.ts'
import { OwnQuestion } from './own-question.tsx'

type Question = Standing['questions'][number]

/** My questions, each with where it stands; the answer is shown here, also after the call. */
export function MyQuestions({ standing }: { standing: Standing }) {
  const { t } = useTranslation('registration')
  if (standing.questions.length === 0) return null
  return (
    <>
      <h2>{t('status.questions', { count: standing.questions.length })}</h2>
      {standing.questions.map((question) => (
        <QuestionCard
          key={question.id}
          question={question}
          mayChange={standing.registration?.mayChange === true}
        />
      ))}
    </>
  )
}

function QuestionCard({ question, mayChange }: { question: Question; mayChange: boolean }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { followUp, dismissal } = question
  const owed = followUp !== null && question.state === 'to follow up'
  return (
    <Card className="dl-stack dl-stack--s">
      <p className="dl-read" dir="auto">
        {question.text ?? t('registration:status.removed')}
      </p>
      <Line
        items={pointsOf(question, (point) => t(`registration:question.${point}`))}
        label={t('registration:question.label')}
      />
      {question.answers.map((answer) => (
        <blockquote key={answer.at} className="dl-read" dir="auto">
          {answer.text ?? t('registration:question.answered_live_only')}
        </blockquote>
      ))}
      {owed && (
        <p>
          {followUp.due
            ? t('registration:question.owed_by', { day: calendarDay(followUp.due, locale) })
            : t('registration:question.owed')}
        </p>
      )}
      {dismissal && (
        <p>
          {t('registration:question.dismissed_because', { reason: t(`room:dismissal.${dismissal.reason}`) })}{' '}
          <span dir="auto">{dismissal.note}</span>
        </p>
      )}
      <p className="dl-quiet">
        {t(`registration:question.firm_${question.showFirm}`)}{' '}
        {question.answers.length === 0 && !dismissal && t('registration:question.answer_here')}
      </p>
      {mayChange && question.state === 'pending' && <OwnQuestion question={question} />}
    </Card>
  )
}

/** Sent, with the moderator, on the list, answered: the way of a question. */
function pointsOf(question: Question, say: (point: string) => string): LineItem[] {
  const steps = question.dismissal ? ['sent', 'dismissed'] : ['sent', 'moderator', 'listed', 'answered']
  const at = STANDS[question.state] ?? 1
  return steps.map((step, index) => ({
    id: step,
    label: say(step),
    state: index < at ? 'done' : index === at ? 'now' : 'next',
  }))
}

/** How far along the line a state of a question is. */
const STANDS: Readonly<Record<string, number>> = {
  pending: 1,
  dismissed: 1,
  visible: 2,
  assigned: 2,
  'answered live': 3,
  'answered in writing': 3,
  'to follow up': 2,
}
