import { useTranslation } from 'react-i18next'
import { dateTime, languageName, list, offsetName, zoneName } from '../../../../ui/format.ts'
import { Card, type FactRow, Facts, useLocale } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { Standing } from '../../contract.ts'
import { inLanguage, placeOf } from '../words.ts'

/** Topic and time in both places, and in the reader's own when that is a third. */
export function TheCall({ call }: { call: Standing['call'] }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const mine = Temporal.Now.timeZoneId()
  const places = [
    { zone: homeZone, place: homePlace },
    { zone: call.zone, place: placeOf(call, locale) },
    { zone: mine, place: t('status.here') },
  ].filter(({ zone }, index, all) => all.findIndex((each) => each.zone === zone) === index)
  const { startsAt } = call
  const rows: FactRow[] = [
    { id: 'topic', term: t('status.topic'), value: <b dir="auto">{inLanguage(call.topic, locale)}</b> },
    ...(startsAt
      ? places.map(({ zone, place }) => ({
          id: zone,
          term: <bdi>{place}</bdi>,
          value: <span className="dl-num">{dateTime(startsAt, zone, locale)}</span>,
          small: `${zoneName(startsAt, zone)}, ${offsetName(startsAt, zone)}`,
        }))
      : []),
  ]
  return (
    <Card>
      <Facts rows={rows} />
    </Card>
  )
}

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
