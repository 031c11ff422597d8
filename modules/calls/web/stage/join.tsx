import { useTranslation } from 'react-i18next'

/** How one gets on stage, in five sentences. */
export function Join() {
  const { t } = useTranslation('calls')
  return (
    <section>
      <h2>{t('brief.join')}</h2>
      <ol className="calls-brief__steps">
        {(['link', 'time', 'device', 'slow', 'rehearse'] as const).map((each) => (
          <li key={each}>{t(`brief.join_${each}`)}</li>
        ))}
      </ol>
    </section>
  )
}
