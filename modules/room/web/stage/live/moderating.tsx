import { Button } from '../../../../../ui/index.ts'
import { LAYOUTS, type StageView } from '../../../contract/stage.ts'
import { useRoom } from '../../link.tsx'
import { useWords } from '../../use-words.ts'
import { useStageCommand } from '../command.ts'
import type { Person } from './people.ts'
import { personOf } from './who.ts'

/** Under a face, for the moderator: mute or ask to unmute, and the spotlight. */
export function PersonActions({ person, stage }: { person: Person; stage: StageView }) {
  const { state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useStageCommand()
  const off = busy || state.kind !== 'open'
  const { name } = person.who
  const about = { person: personOf(person.identity) }
  const lit = stage.spotlight === person.identity
  return (
    <span className="dl-tile__actions">
      {!person.participant.isLocal && (
        <Button
          size="s"
          kind="quiet"
          iconOnly
          icon={person.muted ? 'mic' : 'micOff'}
          off={off}
          onClick={() =>
            void (person.muted
              ? command('askToUnmute', about, t('live.done.asked', { name }))
              : command('mutePerson', about, t('live.done.muted', { name })))
          }
        >
          {t(person.muted ? 'live.ask_to_unmute' : 'live.mute', { name })}
        </Button>
      )}
      <Button
        size="s"
        kind="quiet"
        iconOnly
        icon="pin"
        aria-pressed={lit}
        off={off}
        onClick={() => void command('spotlight', { person: lit ? null : about.person })}
      >
        {t('live.spotlight', { name })}
      </Button>
    </span>
  )
}

/** Silence for all, and how everybody sees the stage. */
export function StageForAll({ stage }: { stage: StageView }) {
  const { state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useStageCommand()
  const off = busy || state.kind !== 'open'
  return (
    <>
      <Button
        size="s"
        kind="quiet"
        icon="micOff"
        off={off}
        onClick={() => void command('muteAll', {}, t('live.done.muted_all'))}
      >
        {t('live.mute_all')}
      </Button>
      <label className="dl-forall">
        {t('live.layout_for_all')}
        <select
          className="usa-select"
          value={stage.layout}
          aria-disabled={off || undefined}
          onChange={(event) => {
            const layout = LAYOUTS.find((each) => each === event.target.value)
            if (layout && !off) void command('setLayout', { layout })
          }}
        >
          {LAYOUTS.map((layout) => (
            <option key={layout} value={layout}>
              {t(`live.layout.${layout}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
