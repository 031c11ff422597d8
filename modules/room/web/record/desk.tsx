import '../room.css'
import '../desk/desk.css'
import { Desk, KeyBar, Pane } from '../../../../ui/index.ts'
import { entityOf } from '../../contract.ts'
import { Door } from '../attendee/door.tsx'
import { Closed, usePhaseAnnounced } from '../attendee/room.tsx'
import { AgendaPane } from '../desk/agenda.tsx'
import { PanelList } from '../desk/list.tsx'
import { questionLists } from '../desk/questions.ts'
import { CallStateBar } from '../desk/state.tsx'
import { useRoom } from '../link.tsx'
import { LostBand } from '../lost.tsx'
import { useWords } from '../use-words.ts'
import { Composer, Entries } from './entries.tsx'

/** The rapporteur: type while listening, the agenda and the questions beside it. */
export function RapporteurDesk() {
  const { room, state } = useRoom()
  const { t } = useWords()
  usePhaseAnnounced()
  if (state.kind === 'closed') return <Closed reason={state.reason} />
  const phase = entityOf(room, 'call')?.phase
  if (entityOf(room, 'me')?.place !== 'inside' && phase !== 'ended') return <Door />
  const lists = questionLists(room)
  const looking = {
    current: null,
    pick: () => undefined,
    ask: () => undefined,
    show: () => undefined,
    answer: () => undefined,
    off: true,
    mayDecide: false,
  }
  return (
    <Desk
      bar={<CallStateBar mayChange={false} />}
      band={<LostBand />}
      fit
      theme="light"
      className={state.kind === 'lost' ? 'dl-rap dl-stale' : 'dl-rap'}
      foot={
        <KeyBar items={[{ keys: '⏎', label: t('record.action') }]} saved={t('saved', { seq: room.seq })} />
      }
    >
      <AgendaPane mayMove={false} />
      <Pane title={t('record.title')} className="dl-rap__record" foot={<Composer />}>
        <Entries />
      </Pane>
      <PanelList lists={lists} rows={looking} />
    </Desk>
  )
}
