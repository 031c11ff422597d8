import { useWords } from '../../use-words.ts'
import type { Device, DeviceKind } from './device.ts'

/** One of several cameras or microphones; drawn only when there is a choice. */
export function Chooser({ kind, device }: { kind: DeviceKind; device: Device }) {
  const { t } = useWords()
  if (device.choices.length < 2) return null
  return (
    <select
      className="usa-select dl-check__select"
      aria-label={t(`check.${kind}`)}
      value={device.id ?? ''}
      onChange={(event) => device.start(event.target.value)}
    >
      {device.choices.map(({ id, label }, index) => (
        <option key={id} value={id}>
          {label || t(`check.${kind}_number`, { number: index + 1 })}
        </option>
      ))}
    </select>
  )
}
