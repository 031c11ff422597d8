import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { ChoiceGroup, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import { MESSAGE_STATES, type MessageRecipients, type MessageState } from '../../contract.ts'

type Props = {
  states: readonly MessageState[]
  onStates: (states: MessageState[]) => void
  recipients: MessageRecipients | null
  written: readonly Locale[]
}

/** The states, each with how many people; and in one sentence who will read it in which language. */
export function To({ states, onStates, recipients, written }: Props) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  // Who came is known when the call is over.
  const possible = MESSAGE_STATES.filter((state) => recipients?.states[state] !== null)
  const isBefore = recipients?.states.attended === null
  return (
    <>
      <ChoiceGroup
        type="checkbox"
        name="states"
        columns
        legend={<h3>{t('messages.page.to')}</h3>}
        hint={isBefore ? t('messages.page.before') : undefined}
        options={possible.map((state) => ({
          value: state,
          label: (
            <>
              {t(`messages.states.${state}`)}{' '}
              <b className="dl-num">{recipients && number(recipients.states[state] ?? 0, locale)}</b>
            </>
          ),
        }))}
        value={states}
        onChange={(value) => onStates(MESSAGE_STATES.filter((state) => value.includes(state)))}
      />
      <p className="messages__sum" role="status">
        {recipients && states.length > 0 ? (
          <Sum recipients={recipients} written={written} />
        ) : (
          t('messages.page.choose')
        )}
      </p>
    </>
  )
}

function Sum({ recipients, written }: { recipients: MessageRecipients; written: readonly Locale[] }) {
  const { t } = useTranslation('registration')
  const { people, locales, unreachable, marked } = recipients
  const [only] = written.length === 1 ? written : []
  const without = only ? locales[only === 'en' ? 'ur' : 'en'] : 0
  return (
    <>
      <b>{t('messages.page.people', { count: people })}</b>{' '}
      {t('messages.page.languages', { en: locales.en, ur: locales.ur })}{' '}
      {only && without > 0 && t(`messages.page.only_${only}`, { count: without })}{' '}
      {unreachable > 0 && t('messages.page.unreachable', { count: unreachable })}{' '}
      {marked > 0 && t('messages.page.marked', { count: marked })}
    </>
  )
}
