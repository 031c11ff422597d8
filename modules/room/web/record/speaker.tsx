import { type Ref, useEffect, useState } from 'react'
import { SelectField } from '../../../../ui/index.ts'
import { entityOf, type Speaker } from '../../contract.ts'
import { answererOf } from '../desk/dialogs.tsx'
import { useRoom } from '../link.tsx'
import { useWords } from '../use-words.ts'
import { officeName, panelName, panelOf } from '../words.ts'
import type { Kind } from './recorder.ts'

type Props = {
  kind: Kind
  value: string
  onChange: (value: string) => void
  /** Enter: back to the field. */
  onDone: () => void
  ref: Ref<HTMLSelectElement>
}

/** Who said it, or who owes it: one types the name's beginning and Enter. */
export function SpeakerField({ kind, value, onChange, onDone, ref }: Props) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const panel = panelOf(room)
  const heard = useHeard()
  return (
    <SelectField
      ref={ref}
      name="speaker"
      label={t(kind === 'promise' ? 'follow_up.owner' : 'record.speaker')}
      labelHidden
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onDone()
      }}
      options={[
        { value: 'none', label: t(kind === 'promise' ? 'record.no_owner' : 'record.nobody') },
        ...(kind === 'promise' ? [{ value: 'mission', label: t('the_mission') }] : []),
        ...panel.map((member) => ({
          value: `panel member ${member.id}`,
          label: panelName(room, member.id, locale, t),
        })),
        ...panel
          .filter((member) => !member.isHost)
          .map((member) => ({ value: `office ${member.id}`, label: officeName(room, member.id, locale, t) })),
        ...(kind === 'promise'
          ? []
          : heard.map(({ person, label }) => ({ value: `person ${person}`, label }))),
      ]}
    />
  )
}

/** Who of the audience had the floor since this desk was opened: they may be quoted, too. */
function useHeard() {
  const { room } = useRoom()
  const floor = entityOf(room, 'floor')
  const [heard, setHeard] = useState<readonly { person: string; label: string }[]>([])
  const person = floor?.state === 'speaking' ? floor.person : undefined
  const label = [floor?.name, floor?.organizationName].filter(Boolean).join(' · ')
  useEffect(() => {
    if (!person || !label) return
    setHeard((before) => [...before.filter((each) => each.person !== person), { person, label }])
  }, [person, label])
  return heard
}

/** The value of a choice as the contract says it. */
export const speakerOf = (value: string): Speaker | null =>
  value === 'none'
    ? null
    : value.startsWith('person ')
      ? { kind: 'person', person: value.slice('person '.length) }
      : answererOf(value)
