import { Button, Empty, Pane, QuestionRow } from '../../../../ui/index.ts'
import type { QuestionView } from '../../contract.ts'
import { countsIn } from '../counts.ts'
import { ShowEarlier } from '../earlier.tsx'
import { wallClock } from '../facts.ts'
import { useRoom } from '../link.tsx'
import type { Earlier } from '../use-earlier.ts'
import { useWords } from '../use-words.ts'
import type { Asked } from './dialogs.tsx'
import { Merged } from './merge.tsx'

export interface RowHandlers {
  readonly current: string | null
  readonly pick: (id: string) => void
  readonly ask: (asked: Asked, question: QuestionView) => void
  readonly show: (question: QuestionView) => void
  readonly answer: (question: QuestionView) => void
  readonly off: boolean
  readonly mayDecide: boolean
}

type PendingProps = { questions: readonly QuestionView[]; rows: RowHandlers; pages: Earlier }

/** Questions that wait for a decision: only the mission sees them. */
export function PendingPane({ questions, rows, pages }: PendingProps) {
  const { room } = useRoom()
  const { t } = useWords()
  return (
    <Pane
      title={t('pending.title')}
      count={countsIn(room)?.questions.pending ?? questions.length}
      end={<span className="dl-quiet">{t('pending.only_you')}</span>}
      className="dl-mod__pending"
    >
      {questions.length === 0 ? (
        <Empty title={t('pending.empty')}>{t('pending.arrives')}</Empty>
      ) : (
        <>
          <ul>
            {questions.map((question) => (
              <PendingRow key={question.id} question={question} rows={rows} />
            ))}
          </ul>
          <ShowEarlier pages={pages} what="questions" />
        </>
      )}
    </Pane>
  )
}

function PendingRow({ question, rows }: { question: QuestionView; rows: RowHandlers }) {
  const { facts } = useRoom()
  const { t, locale } = useWords()
  const { current, pick, ask, show, off, mayDecide } = rows
  return (
    <QuestionRow
      id={`q-${question.id}`}
      text={question.text ?? t('text_removed')}
      firm={question.firm ?? undefined}
      current={current === question.id}
      onClick={() => pick(question.id)}
      facts={[
        {
          id: 'at',
          text:
            question.source === 'registration'
              ? t('pending.in_advance')
              : wallClock(Temporal.Instant.from(question.at).epochMilliseconds, facts.zone, locale),
        },
        ...(question.visibility === 'public' ? [] : [{ id: 'private', text: t('question.private') }]),
        ...(question.showFirm ? [{ id: 'firm', text: t(`firm_shown.${question.showFirm}`) }] : []),
      ]}
      actions={
        mayDecide && (
          <>
            <Button kind="primary" size="s" keyName="V" off={off} onClick={() => show(question)}>
              {t('actions.show')}
            </Button>
            <Button size="s" keyName="A" off={off} onClick={() => ask('assign', question)}>
              {t('actions.assign')}
            </Button>
            <Button size="s" keyName="M" off={off} onClick={() => ask('merge', question)}>
              {t('actions.merge')}
            </Button>
            <Button size="s" kind="quiet" keyName="D" off={off} onClick={() => ask('dismiss', question)}>
              {t('actions.dismiss')}
            </Button>
          </>
        )
      }
    >
      <Merged question={question} mayDecide={mayDecide} />
    </QuestionRow>
  )
}
