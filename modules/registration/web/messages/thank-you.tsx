import { useTranslation } from 'react-i18next'
import { Button, Notice } from '../../../../ui/index.ts'
import type { MessageRecipients, MessageRow, StandardText } from '../../contract.ts'

type Props = {
  states: MessageRecipients['states'] | null
  sent: readonly MessageRow[]
  onBegin: (text: StandardText) => void
}

/** After the call: thanks for who came, other words for who did not, until each was written. */
export function ThankYou({ states, sent, onBegin }: Props) {
  const { t } = useTranslation('registration')
  const attended = states?.attended ?? 0
  const missed = states?.['no-show'] ?? 0
  const isOpen = (text: StandardText) => sent.every(({ standard }) => standard !== text)
  const thanks = attended > 0 && isOpen('thank_you')
  const missing = missed > 0 && isOpen('missed_you')
  if (!thanks && !missing) return null
  return (
    <Notice
      tone="info"
      icon="mail"
      title={t('messages.page.over')}
      action={
        <span className="dl-row">
          {thanks && (
            <Button size="s" onClick={() => onBegin('thank_you')}>
              {t('messages.page.thank', { count: attended })}
            </Button>
          )}
          {missing && (
            <Button size="s" onClick={() => onBegin('missed_you')}>
              {t('messages.page.miss', { count: missed })}
            </Button>
          )}
        </span>
      }
    >
      {t('messages.page.over_text')}
    </Notice>
  )
}
