import { useState } from 'react'
import { Button, ChoiceGroup, Dialog, PersonRow, Subhead, TextField } from '../../../../ui/index.ts'
import { entityOf, GUEST_WAYS, type GuestWay, MAX_COUNT } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'

/** Who came without a link; a mistake is taken back. */
export function GuestList() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const guests = entityOf(room, 'guests')?.guests ?? []
  if (guests.length === 0) return null
  return (
    <>
      <Subhead count={guests.length}>{t('guests.title')}</Subhead>
      <ul className="dl-present">
        {guests.map(({ guest, name, organizationName, how, count }) => (
          <PersonRow
            key={guest}
            name={name ?? organizationName ?? t(`guests.${how}`)}
            small={[
              name ? organizationName : null,
              name || organizationName ? t(`guests.${how}`) : null,
              t('count.people', { count }),
            ]
              .filter(Boolean)
              .join(' · ')}
            end={
              <Button
                size="s"
                kind="quiet"
                off={busy || state.kind !== 'open'}
                onClick={() => void command('withdrawGuest', { guest }, t('done.guest_withdrawn'))}
              >
                {t('guests.withdraw')}
              </Button>
            }
          />
        ))}
      </ul>
    </>
  )
}

/** Enters somebody who walked in or phones in. Only how they came is needed. */
export function GuestDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const [how, setHow] = useState<GuestWay>('walk-in')
  const [name, setName] = useState('')
  const [organization, setOrganization] = useState('')
  const [count, setCount] = useState('1')
  const save = async () => {
    const people = Math.min(MAX_COUNT, Math.max(1, Math.trunc(Number(count)) || 1))
    const input = { how, name: name.trim() || null, organization: organization.trim() || null, count: people }
    if (!(await command('addGuest', input, t('done.guest_added')))) return
    setName('')
    setOrganization('')
    setCount('1')
    onClose()
  }
  return (
    <Dialog
      open={open}
      title={t('guests.add_title')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <Button kind="primary" type="submit" off={busy || state.kind !== 'open'}>
          {t('guests.action')}
        </Button>
      }
    >
      <ChoiceGroup
        type="radio"
        name="how"
        legend={t('guests.how')}
        value={[how]}
        onChange={([value]) => setHow(value === 'phone-in' ? 'phone-in' : 'walk-in')}
        options={GUEST_WAYS.map((value) => ({ value, label: t(`guests.${value}`) }))}
      />
      <TextField
        name="name"
        label={t('guests.name')}
        note={t('optional')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        name="organization"
        label={t('guests.organization')}
        note={t('optional')}
        maxLength={200}
        value={organization}
        onChange={(event) => setOrganization(event.target.value)}
      />
      <TextField
        name="count"
        type="number"
        min={1}
        max={MAX_COUNT}
        label={t('guests.count')}
        value={count}
        onChange={(event) => setCount(event.target.value)}
      />
    </Dialog>
  )
}
