import { useState } from 'react'
import { Button, ChoiceGroup, Dialog, PersonRow, Subhead } from '../../../../ui/index.ts'
import { entityOf, REMOVALS, type Removal } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'

export interface Leaving {
  readonly id: string
  readonly name: string
}

/** Takes somebody of the audience out, for a reason they are told. */
export function RemoveDialog({ person, onClose }: { person: Leaving; onClose: () => void }) {
  const { state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const [reason, setReason] = useState<Removal>('disturbs')
  const save = async () => {
    if (await command('removePerson', { person: person.id, reason }, t('done.removed'))) onClose()
  }
  return (
    <Dialog
      open
      title={t('remove.title', { name: person.name })}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <Button kind="danger" type="submit" off={busy || state.kind !== 'open'}>
          {t('remove.action')}
        </Button>
      }
    >
      <p>{t('remove.consequence')}</p>
      <ChoiceGroup
        type="radio"
        name="reason"
        legend={t('dismiss.legend')}
        value={[reason]}
        onChange={([value]) => setReason(REMOVALS.find((known) => known === value) ?? 'other')}
        options={REMOVALS.map((value) => ({ value, label: t(`removal.${value}`) }))}
      />
    </Dialog>
  )
}

/** Who may not come back until somebody admits them again. */
export function RemovedList({ mayDecide }: { mayDecide: boolean }) {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const removed = entityOf(room, 'lobby')?.removed ?? []
  if (removed.length === 0) return null
  return (
    <>
      <Subhead count={removed.length}>{t('remove.outside')}</Subhead>
      <ul>
        {removed.map(({ person, name, organizationName, reason }) => (
          <PersonRow
            key={person}
            name={organizationName ?? name ?? t('somebody_removed')}
            small={[organizationName ? name : null, reason ? t(`removal.${reason}`) : t('remove.refused')]
              .filter(Boolean)
              .join(' · ')}
            end={
              mayDecide && (
                <Button
                  size="s"
                  off={busy || state.kind !== 'open'}
                  onClick={() => void command('admit', { person }, t('done.readmitted'))}
                >
                  {t('remove.readmit')}
                </Button>
              )
            }
          />
        ))}
      </ul>
    </>
  )
}
