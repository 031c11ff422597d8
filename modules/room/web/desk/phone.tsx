import { Button } from '../../../../ui/index.ts'
import { entitiesOf, entityOf } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { ANNOUNCE_FIELD } from './announce.tsx'
import type { QuestionLists } from './questions.ts'

/** On a phone, under the thumb: what one officer alone needs while the call is on air. The state and its end stand on top. */
export function PhoneDock({ lists }: { lists: QuestionLists }) {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const off = busy || state.kind !== 'open'
  if (entityOf(room, 'call')?.phase !== 'on air') return null
  const next = lists.assigned[0] ?? lists.visible[0]
  const hands = entityOf(room, 'hands')?.hands.length ?? 0
  const lastItem = entitiesOf(room, 'agenda')
    .sort((a, b) => a.order - b.order)
    .at(-1)
  const toField = () => {
    const field = document.getElementById(ANNOUNCE_FIELD)
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  }
  return (
    <nav className="dl-mod__dock" aria-label={t('dock.title')}>
      {lastItem?.state === 'to come' && (
        <Button off={off} icon="forward" onClick={() => void command('nextAgendaItem', {})}>
          {t('agenda.next')}
        </Button>
      )}
      {next && (
        <Button
          off={off}
          icon="question"
          onClick={() => void command('startAnswering', { question: next.id }, t('done.answering'))}
        >
          {t('dock.next_question')}
        </Button>
      )}
      {hands > 0 && (
        <Button off={off} icon="hand" onClick={() => void command('lowerHands', {}, t('done.hands_lowered'))}>
          {t('dock.lower_hands', { count: hands })}
        </Button>
      )}
      <Button icon="answering" onClick={toField}>
        {t('dock.announce')}
      </Button>
    </nav>
  )
}
