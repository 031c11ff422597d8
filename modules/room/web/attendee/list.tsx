import { Empty, Pane, QuestionRow, Subhead, VoteButton } from '../../../../ui/index.ts'
import { entitiesOf, entityOf, inOrder, type QuestionView } from '../../contract.ts'
import { lastAnswered } from '../desk/questions.ts'
import { ShowEarlier } from '../earlier.tsx'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { gapIn, together, useEarlierQuestions } from '../use-earlier.ts'
import { useWords } from '../use-words.ts'
import { panelName } from '../words.ts'
import { MyQuestions } from './mine.tsx'

const OPEN: readonly QuestionView['state'][] = ['visible', 'assigned', 'to follow up']

/** Everyone's questions by votes; one vote per firm. */
export function QuestionsPane({ foot }: { foot: React.ReactNode }) {
  const { room } = useRoom()
  const { t } = useWords()
  const order = entityOf(room, 'call')?.questionOrder ?? 'votes'
  const more = together(useEarlierQuestions('visible'), useEarlierQuestions('owed'))
  const before = useEarlierQuestions('answered')
  const known = entitiesOf(room, 'question')
  const questions = [...known, ...more.questions]
    .filter((question) => OPEN.includes(question.state) || question.answeringSince !== null)
    .sort(inOrder(order))
  const answered = [...known, ...before.questions]
    .filter((question) => question.state.startsWith('answered') && !question.answeringSince)
    .sort(lastAnswered)
  const gap = gapIn(questions, more)
  const listed = (some: readonly QuestionView[]) => (
    <ul>
      {some.map((question) => (
        <Row key={question.id} question={question} onVoted={more.again} />
      ))}
    </ul>
  )
  return (
    <Pane
      title={t('questions.title')}
      count={questions.length + more.left}
      end={<span className="dl-quiet">{t('questions.one_vote')}</span>}
      foot={foot}
      className="dl-att__questions"
    >
      <MyQuestions />
      {questions.length === 0 ? (
        <Empty title={t('questions.empty')}>{t('questions.arrives')}</Empty>
      ) : (
        <>
          {listed(questions.slice(0, gap))}
          <ShowEarlier pages={more} what="questions" />
          {gap < questions.length && (
            <>
              <Subhead>{t('list.newest')}</Subhead>
              {listed(questions.slice(gap))}
            </>
          )}
        </>
      )}
      {answered.length > 0 && (
        <details className="dl-pad">
          <summary>{t('questions.answered', { count: answered.length + before.left })}</summary>
          <ul>
            {answered.map((question) => (
              <Row key={question.id} question={question} />
            ))}
          </ul>
          <ShowEarlier pages={before} what="questions" />
        </details>
      )}
    </Pane>
  )
}

/** `onVoted`: the count beside a question that came by page is asked for again. */
function Row({ question, onVoted }: { question: QuestionView; onVoted?: () => void }) {
  const { room, state } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const me = entityOf(room, 'me')
  const votes = me?.organization ? (entityOf(room, 'org')?.votes ?? []) : (me?.votes ?? [])
  const pressed = votes.includes(question.id)
  const now = question.answeringSince !== null
  const by = question.assigned ? panelName(room, question.assigned, locale, t) : null
  const text = question.text ?? t('text_removed')
  const mayVote = me?.roles.includes('attendee') && !question.state.startsWith('answered')
  return (
    <QuestionRow
      text={text}
      firm={question.firm ?? undefined}
      current={now}
      eyebrow={now ? (by ? t('answering.by', { name: by }) : t('answering.now')) : undefined}
      facts={by && !now ? [{ id: 'with', text: t('with', { name: by }) }] : []}
      vote={
        mayVote && (
          <VoteButton
            count={String(question.votes)}
            pressed={pressed}
            label={t(pressed ? 'vote.given' : 'vote.give', { question: text, count: question.votes })}
            off={busy || state.kind !== 'open'}
            onPress={async () => {
              if (await command(pressed ? 'unvote' : 'vote', { question: question.id })) onVoted?.()
            }}
          />
        )
      }
    >
      {question.answers.map(
        (answer) =>
          answer.text && (
            <p key={answer.at} className="dl-answer dl-read" dir="auto">
              {answer.text}
            </p>
          ),
      )}
    </QuestionRow>
  )
}
