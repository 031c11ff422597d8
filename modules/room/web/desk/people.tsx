import { useState } from 'react'
import { Button, Counts, Pane, PersonRow } from '../../../../ui/index.ts'
import { entityOf } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { GuestDialog } from './guests.tsx'
import { PeopleDialog } from './people-here.tsx'
import { type Leaving, RemoveDialog, RemovedList } from './remove.tsx'

/** How many are here; the list of people is one key away. */
type PresenceProps = { open: boolean; setOpen: (open: boolean) => void; mayDecide: boolean }

export function PresencePane({ open, setOpen, mayDecide }: PresenceProps) {
  const { room } = useRoom()
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Leaving | null>(null)
  const presence = entityOf(room, 'presence')
  const phase = entityOf(room, 'call')?.phase
  const counts = [
    { id: 'attendees', count: presence?.attendees ?? 0 },
    { id: 'firms', count: presence?.firms ?? 0 },
    { id: 'on_stage', count: presence?.onStage ?? 0 },
  ]
  return (
    <Pane
      title={t('presence.title')}
      scroll={false}
      className="dl-mod__presence"
      end={
        <Button size="s" kind="quiet" keyName="P" onClick={() => setOpen(true)}>
          {t('presence.people')}
        </Button>
      }
    >
      <Counts
        items={counts.map(({ id, count }) => ({
          id,
          count: String(count),
          label: t(`presence.${id}`, { count }),
        }))}
      />
      {mayDecide && (phase === 'green room' || phase === 'on air') && (
        <div className="dl-pane__foot">
          <Button size="s" kind="quiet" icon="plus" onClick={() => setAdding(true)}>
            {t('guests.add')}
          </Button>
        </div>
      )}
      <GuestDialog open={adding} onClose={() => setAdding(false)} />
      <PeopleDialog
        open={open}
        onClose={() => setOpen(false)}
        mayDecide={mayDecide}
        onRemove={(person) => {
          setOpen(false)
          setLeaving(person)
        }}
      />
      {leaving && <RemoveDialog person={leaving} onClose={() => setLeaving(null)} />}
    </Pane>
  )
}

/** Who waits outside; drawn only when the door is kept by hand or somebody waits. */
export function DoorPane({ mayDecide }: { mayDecide: boolean }) {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const call = entityOf(room, 'call')
  const waiting = entityOf(room, 'lobby')?.waiting ?? []
  const off = busy || state.kind !== 'open'
  const locked = call?.locked ?? false
  const byHand = call?.admission === 'by hand'
  const open = call !== null && ['green room', 'on air', 'debrief'].includes(call.phase)
  const admit = (person: string) => command('admit', { person }, t('done.admitted'))
  return (
    <Pane
      title={t('door.title')}
      count={waiting.length}
      className="dl-mod__door"
      end={
        mayDecide &&
        waiting.length > 1 && (
          <Button
            size="s"
            off={off}
            onClick={() =>
              void waiting.reduce(
                (before, { person }) => before.then(() => admit(person)),
                Promise.resolve<unknown>(null),
              )
            }
          >
            {t('door.admit_all')}
          </Button>
        )
      }
      foot={
        mayDecide &&
        open && (
          <div className="dl-row">
            <Button
              size="s"
              kind="quiet"
              icon="lock"
              aria-pressed={locked}
              off={off}
              onClick={() =>
                void command('setLock', { locked: !locked }, t(locked ? 'done.unlocked' : 'done.locked'))
              }
            >
              {t(locked ? 'door.unlock' : 'door.lock')}
            </Button>
            <Button
              size="s"
              kind="quiet"
              off={off}
              onClick={() =>
                void command(
                  'setAdmission',
                  { admission: byHand ? 'automatic' : 'by hand' },
                  t(byHand ? 'done.door_opened' : 'done.door_by_hand'),
                )
              }
            >
              {t(byHand ? 'door.open' : 'door.by_hand')}
            </Button>
          </div>
        )
      }
    >
      {waiting.length === 0 ? (
        <p className="dl-quiet dl-pad">
          {t(locked ? 'door.locked' : byHand ? 'door.nobody' : 'door.automatic')}
        </p>
      ) : (
        <ul>
          {waiting.map((entry) => (
            <PersonRow
              key={entry.person}
              name={entry.organizationName ?? entry.name ?? t('somebody_removed')}
              small={entry.name}
              end={
                mayDecide && (
                  <span className="dl-row">
                    <Button size="s" off={off} onClick={() => void admit(entry.person)}>
                      {t('door.admit')}
                    </Button>
                    <Button
                      size="s"
                      kind="quiet"
                      off={off}
                      onClick={() => void command('refuse', { person: entry.person })}
                    >
                      {t('door.refuse')}
                    </Button>
                  </span>
                )
              }
            />
          ))}
        </ul>
      )}
      <RemovedList mayDecide={mayDecide} />
    </Pane>
  )
}
