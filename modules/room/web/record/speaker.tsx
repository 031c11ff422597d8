import type { Ref } from 'react'
import { SelectField } from '../../../../ui/index.ts'
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
      ]}
    />
  )
}
