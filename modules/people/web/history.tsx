import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { shortDate } from '../../../ui/format.ts'
import { Line, SideSection, useLocale } from '../../../ui/index.ts'
import { registrations } from './api.ts'

/** The calls somebody registered for, the newest first. */
export function History({ of }: { of: { person: string } | { organization: string } }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { data } = useQuery(registrations.history.queryOptions({ input: of }))
  if (!data) return null
  return (
    <SideSection title={t('people:calls')}>
      {data.items.length === 0 ? (
        <p className="dl-quiet">{t('people:no_calls')}</p>
      ) : (
        <Line
          orientation="vertical"
          label={t('people:calls')}
          items={data.items.map((item) => ({
            id: item.registration,
            state: item.callState === 'ended' ? 'done' : 'next',
            label: <bdi>{locale === 'ur' ? (item.topic.ur ?? item.topic.en) : item.topic.en}</bdi>,
            small: [
              t('people:call_number', { number: item.number }),
              ...(item.startsAt ? [shortDate(item.startsAt, 'UTC', locale, true)] : []),
              t(`people:registration.${item.state}`),
            ].join(' · '),
          }))}
        />
      )}
    </SideSection>
  )
}
