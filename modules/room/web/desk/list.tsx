import { clock } from '../../../../ui/format.ts'
import { Button, Empty, NowAnswering, Pane, QuestionRow, Subhead } from '../../../../ui/index.ts'
import { entityOf, type QuestionList, type QuestionView } from '../../contract.ts'
import { ShowEarlier } from '../earlier.tsx'
import { useNow, useRoom } from '../link.tsx'
import { type EarlierQuestions, gapIn } from '../use-earlier.ts'
import { useWords } from '../use-words.ts'
import { nameOf, panelName, since } from '../words.ts'
import { Merged, MoveButtons, OrderButton } from './merge.tsx'
import type { RowHandlers } from './pending.tsx'
import { countOf, type QuestionLists } from './questions.ts'

/** The lists of the desk that may be longer than what the socket carries. */
export type DeskPages = Readonly<Record<'pending' | 'visible' | 'owed' | 'answered', EarlierQuestions>>

/** The panel's list: answering now on top, then assigned, then visible by votes, then what is owed. */
export function PanelList({
  lists,
  rows,
  pages,
}: {
  lists: QuestionLists
  rows: RowHandlers
  pages: DeskPages
}) {
  const { room } = useRoom()
  const { t } = useWords()
  const { assigned, visible, owed, answered, answering } = lists
  const nothing = !answering && [assigned, visible, owed, answered].every((list) => list.length === 0)
  const many = (list: QuestionList, shown: readonly QuestionView[]) =>
    countOf(room, list, lists, shown.length)
  const over = ['debrief', 'ended'].includes(entityOf(room, 'call')?.phase ?? 'closed')
  // After the broadcast it is the work that is left, and stands first.
  const whatIsOwed = (
    <Part title={t('list.owed')} count={many('owed', owed)} questions={owed} rows={rows} pages={pages.owed} />
  )
  return (
    <Pane title={t('list.title')} end={<OrderButton mayDecide={rows.mayDecide} />} className="dl-mod__list">
      {answering && <Answering question={answering} rows={rows} />}
      {nothing && <Empty title={t('list.empty')}>{t('list.arrives')}</Empty>}
      {over && whatIsOwed}
      <Part
        title={t('list.assigned')}
        count={many('assigned', assigned)}
        end={t('list.assigned_seen')}
        questions={assigned}
        rows={rows}
      />
      <Part
        title={t('list.visible')}
        count={many('visible', visible)}
        end={t('list.visible_vote')}
        questions={visible}
        rows={rows}
        pages={pages.visible}
        byVotes
      />
      {!over && whatIsOwed}
      <Part
        title={t('list.answered')}
        count={many('answered', answered)}
        questions={answered}
        rows={rows}
        pages={pages.answered}
      />
    </Pane>
  )
}

type PartProps = {
  title: string
  count: number
  end?: string
  questions: readonly QuestionView[]
  rows: RowHandlers
  pages?: EarlierQuestions
  /** The pages go on above the newest. */
  byVotes?: true
}

function Part({ title, count, end, questions, rows, pages, byVotes }: PartProps) {
  const { t } = useWords()
  if (questions.length === 0) return null
  const gap = pages && byVotes ? gapIn(questions, pages) : questions.length
  const listed = (some: readonly QuestionView[]) => (
    <ul>
      {some.map((question) => (
        <ListRow key={question.id} question={question} rows={rows} />
      ))}
    </ul>
  )
  return (
    <>
      <Subhead count={count} end={end}>
        {title}
      </Subhead>
      {listed(questions.slice(0, gap))}
      {pages && <ShowEarlier pages={pages} what="questions" />}
      {gap < questions.length && (
        <>
          <Subhead>{t('list.newest')}</Subhead>
          {listed(questions.slice(gap))}
        </>
      )}
    </>
  )
}

function ListRow({ question, rows }: { question: QuestionView; rows: RowHandlers }) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const call = entityOf(room, 'call')
  const onAir = call?.phase === 'on air'
  const byHand = call?.questionOrder === 'by hand'
  const { current, pick, ask, answer, off, mayDecide } = rows
  const open =
    question.state === 'visible' || question.state === 'assigned' || question.state === 'to follow up'
  return (
    <QuestionRow
      id={`q-${question.id}`}
      text={question.text ?? t('text_removed')}
      firm={question.firm ?? undefined}
      votes={{ count: String(question.votes), label: t('votes', { count: question.votes }) }}
      current={current === question.id}
      onClick={() => pick(question.id)}
      facts={[
        ...(question.assigned
          ? [{ id: 'to', text: t('with', { name: panelName(room, question.assigned, locale, t) }) }]
          : []),
        ...(question.followUp
          ? [{ id: 'owed', text: t('owed_by', { name: nameOf(room, question.followUp.owner, locale, t) }) }]
          : []),
        ...(question.visibility === 'public' ? [] : [{ id: 'private', text: t('question.private') }]),
      ]}
      actions={
        mayDecide &&
        open && (
          <>
            {onAir && (
              <Button kind="primary" size="s" keyName="S" off={off} onClick={() => answer(question)}>
                {t('actions.answer_now')}
              </Button>
            )}
            <Button size="s" keyName="A" off={off} onClick={() => ask('assign', question)}>
              {t('actions.assign')}
            </Button>
            <Button size="s" keyName="E" off={off} onClick={() => ask('answered', question)}>
              {t('actions.answered')}
            </Button>
            <Button size="s" keyName="F" off={off} onClick={() => ask('follow up', question)}>
              {t('actions.follow_up')}
            </Button>
            {question.state !== 'to follow up' && (
              <Button size="s" keyName="M" off={off} onClick={() => ask('merge', question)}>
                {t('actions.merge')}
              </Button>
            )}
            {question.state !== 'to follow up' && byHand && <MoveButtons question={question.id} off={off} />}
            {question.state !== 'to follow up' && (
              <Button size="s" kind="quiet" keyName="D" off={off} onClick={() => ask('dismiss', question)}>
                {t('actions.dismiss')}
              </Button>
            )}
          </>
        )
      }
    >
      <Merged question={question} mayDecide={mayDecide} />
      {question.answers.map((answer) => (
        <p key={`${answer.at}`} className="dl-answer">
          <b>{t('answer_by', { name: nameOf(room, answer.speaker, locale, t) })}</b>{' '}
          {answer.text && (
            <bdi className="dl-read" dir="auto">
              {answer.text}
            </bdi>
          )}
        </p>
      ))}
    </QuestionRow>
  )
}

function Answering({ question, rows }: { question: QuestionView; rows: RowHandlers }) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const now = useNow()
  const who = question.assigned ? panelName(room, question.assigned, locale, t) : null
  return (
    <NowAnswering
      who={who ? t('answering.by', { name: who }) : t('answering.now')}
      clock={question.answeringSince ? clock(since(question.answeringSince, now)) : undefined}
      text={question.text ?? t('text_removed')}
      meta={
        <>
          {question.firm && (
            <b>
              <bdi>{question.firm}</bdi>
            </b>
          )}
          <span className="dl-num">{t('votes', { count: question.votes })}</span>
        </>
      }
      outcomes={
        rows.mayDecide && (
          <>
            <Button
              kind="primary"
              size="s"
              keyName="E"
              off={rows.off}
              onClick={() => rows.ask('answered', question)}
            >
              {t('actions.answered')}
            </Button>
            <Button size="s" keyName="F" off={rows.off} onClick={() => rows.ask('follow up', question)}>
              {t('actions.follow_up')}
            </Button>
          </>
        )
      }
    />
  )
}
