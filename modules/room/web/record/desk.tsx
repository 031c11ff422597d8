import '../room.css'
import '../desk/desk.css'
import { useState } from 'react'
import { Desk, KeyBar, Pane, useKeys } from '../../../../ui/index.ts'
import { type EntryKind, entitiesOf, entityOf } from '../../contract.ts'
import { RoomBand } from '../announcement.tsx'
import { Door } from '../attendee/door.tsx'
import { Closed, usePhaseAnnounced } from '../attendee/room.tsx'
import { AgendaPane } from '../desk/agenda.tsx'
import { CallStateBar } from '../desk/state.tsx'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { AnsweringPane, PromisesPane, QuotesPane } from './aside.tsx'
import { Composer } from './composer.tsx'
import { Entries, KindFilter } from './entries.tsx'
import { useRecorder } from './recorder.ts'
import { RulesPane } from './rules.tsx'

/** The rapporteur: type while listening, never look down. */
export function RapporteurDesk() {
  const { room, state } = useRoom()
  usePhaseAnnounced()
  if (state.kind === 'closed') return <Closed reason={state.reason} />
  const phase = entityOf(room, 'call')?.phase
  if (entityOf(room, 'me')?.place !== 'inside' && phase !== 'ended') return <Door />
  return <Inside />
}

function Inside() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command } = useCommand()
  const recorder = useRecorder()
  const [shown, setShown] = useState<EntryKind | null>(null)
  /** Counts how often the answer was asked to be summarized. */
  const [summarize, setSummarize] = useState(0)
  const lastQuote = entitiesOf(room, 'entry')
    .filter((entry) => entry.kind === 'quote' && entry.publication === 'not asked')
    .sort((a, b) => (a.saidAt < b.saidAt ? 1 : -1))[0]
  const askToPublish = () =>
    lastQuote && void command('askToPublish', { entry: lastQuote.id }, t('done.asked_to_publish'))
  // With Alt also while one types: there the letter alone is a letter.
  useKeys(
    [false, true].map((alt) => ({
      code: 'KeyP',
      shift: true,
      alt,
      label: t('record.ask_to_publish'),
      run: askToPublish,
    })),
  )
  return (
    <Desk
      bar={<CallStateBar mayChange={false} />}
      band={<RoomBand />}
      fit
      theme="light"
      className={state.kind === 'lost' ? 'dl-rap dl-rap--lost' : 'dl-rap'}
      foot={
        <KeyBar
          items={[
            { keys: '1 – 5 ␣', label: t('record.key_kind') },
            { keys: '⏎', label: t('record.action') },
            { keys: '@', label: t('record.speaker') },
            { keys: '↑', label: t('record.key_correct') },
            { keys: 'Alt Shift P', label: t('record.ask_to_publish') },
          ]}
          saved={
            recorder.queue.length > 0
              ? t('record.waiting', { count: recorder.queue.length })
              : t('saved', { seq: room.seq })
          }
        />
      }
    >
      <div className="dl-mod__side">
        <RulesPane />
        <AgendaPane mayMove={false} />
      </div>
      <Pane
        title={t('record.title')}
        className="dl-rap__record"
        end={<KindFilter value={shown} onChange={setShown} />}
        foot={<Composer recorder={recorder} summarize={summarize} />}
      >
        <Entries recorder={recorder} newestLast only={shown} onAll={() => setShown(null)} />
      </Pane>
      <div className="dl-mod__end">
        <AnsweringPane onSummarize={() => setSummarize((before) => before + 1)} />
        <PromisesPane />
        <QuotesPane />
      </div>
    </Desk>
  )
}
