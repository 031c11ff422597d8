import { useTranslation } from 'react-i18next'
import { languageName, list } from '../../../../ui/format.ts'
import { Card, Facts, useLocale } from '../../../../ui/index.ts'
import type { Standing } from '../../contract.ts'

/** What the mission has of me. */
export function MyAnswers({ registration }: { registration: NonNullable<Standing['registration']> }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const removed = t('status.removed')
  const needs = [
    ...(registration.needs?.known ?? []).map((need) => t(`needs.${need}`)),
    ...(registration.needs?.other ? [registration.needs.other] : []),
  ]
  return (
    <Card>
      <Facts
        rows={[
          { id: 'name', term: t('form.name'), value: <bdi>{registration.name ?? removed}</bdi> },
          ...(registration.title
            ? [{ id: 'title', term: t('form.title'), value: <bdi>{registration.title}</bdi> }]
            : []),
          { id: 'firm', term: t('status.firm'), value: <bdi>{registration.organization}</bdi> },
          {
            id: 'email',
            term: t('status.email'),
            value: <bdi dir="ltr">{registration.email ?? removed}</bdi>,
          },
          ...(registration.language
            ? [
                {
                  id: 'language',
                  term: t('form.language'),
                  value: languageName(registration.language, locale),
                },
              ]
            : []),
          ...(needs.length > 0
            ? [{ id: 'needs', term: t('status.needs'), value: <bdi>{list(needs, locale)}</bdi> }]
            : []),
        ]}
      />
    </Card>
  )
}
