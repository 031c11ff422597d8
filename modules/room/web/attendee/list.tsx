import { Empty, Pane, QuestionRow, VoteButton } from '../../../../ui/index.ts'
import { entitiesOf, entityOf, inOrder, type QuestionView } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { panelName } from '../words.ts'
import { MyQuestions } from './mine.tsx'

/** Everyone's questions by votes; one vote per firm. */
export function QuestionsPane({ foot }: { foot: React.ReactNode }) {
  const { room } = useRoom()
  const { t } = useWords()
  const order = entityOf(room, 'call')?.questionOrder ?? 'votes'
  const open = ['visible', 'assigned', 'to follow up']
  const questions = entitiesOf(room, 'question')
    .filter((question) => open.includes(question.state) || question.answeringSince !== null)
    .sort(inOrder(order))
  const answered = entitiesOf(room, 'question').filter(
    (question) => question.state.startsWith('answered') && !question.answeringSince,
  )
  return (
    <Pane
      title={t('questions.title')}
      count={questions.length}
      end={<span className="dl-quiet">{t('questions.one_vote')}</span>}
      foot={foot}
      className="dl-att__questions"
    >
      <MyQuestions />
      {questions.length === 0 ? (
        <Empty title={t('questions.empty')}>{t('questions.arrives')}</Empty>
      ) : (
        <ul>
          {questions.map((question) => (
            <Row key={question.id} question={question} />
          ))}
        </ul>
      )}
      {answered.length > 0 && (
        <details className="dl-pad">
          <summary>{t('questions.answered', { count: answered.length })}</summary>
          <ul>
            {answered.map((question) => (
              <Row key={question.id} question={question} />
            ))}
          </ul>
        </details>
      )}
    </Pane>
  )
}

function Row({ question }: { question: QuestionView }) {
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
            onPress={() => void command(pressed ? 'unvote' : 'vote', { question: question.id })}
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
