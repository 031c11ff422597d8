import { useTranslation } from 'react-i18next'
import { type IconName, Tag, type Tone } from '../../../ui/index.ts'
import type { MailState } from '../contract.ts'

const LOOKS: Readonly<Record<MailState, readonly [Tone, IconName]>> = {
  queued: ['neutral', 'clock'],
  sending: ['info', 'forward'],
  unsure: ['warn', 'alert'],
  sent: ['good', 'check'],
  failed: ['bad', 'alert'],
  withheld: ['bad', 'lock'],
  unsent: ['warn', 'mail'],
  cancelled: ['neutral', 'close'],
}

/** A state in a word and a sign. */
export function StateTag({ state }: { state: MailState }) {
  const { t } = useTranslation('mail')
  const [tone, icon] = LOOKS[state]
  return (
    <Tag tone={tone} icon={icon}>
      {t(`states.${state}`)}
    </Tag>
  )
}
