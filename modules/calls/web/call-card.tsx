import { useTranslation } from 'react-i18next'
import type { Localized } from '../../../kernel/schemas.ts'
import { dateTime, offsetName, zoneName } from '../../../ui/format.ts'
import { Card, type FactRow, Facts, useLocale } from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import type { CallState } from '../contract.ts'
import { say } from './say.ts'

type Props = {
  call: {
    slug: string
    state: CallState
    topic: Localized
    startsAt: string | null
    zone: string
    hostPlace: Localized
    host?: { name: Localized; organization: Localized } | null
  }
  /** Whose time comes first: the reader's side. */
  first: 'home' | 'host'
}

/** A call behind a personal link: topic, host, the time in both places and in the reader's own when that is a third, and its public page. */
export function CallCard({ call, first }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const home = { zone: homeZone, place: homePlace }
  const host = { zone: call.zone, place: say(call.hostPlace, locale) || call.zone }
  const places = [
    ...(first === 'home' ? [home, host] : [host, home]),
    { zone: Temporal.Now.timeZoneId(), place: t('stage.here') },
  ].filter(({ zone }, index, all) => all.findIndex((each) => each.zone === zone) === index)
  const { startsAt } = call
  const rows: FactRow[] = [
    {
      id: 'topic',
      term: t('stage.topic'),
      value: <b dir="auto">{say(call.topic, locale)}</b>,
      ...(call.state === 'draft'
        ? {}
        : { small: <a href={`/calls/${call.slug}`}>{t('stage.announcement')}</a> }),
    },
    ...(call.host
      ? [
          {
            id: 'host',
            term: t('stage.host'),
            value: <bdi>{say(call.host.name, locale)}</bdi>,
            small: <bdi>{say(call.host.organization, locale)}</bdi>,
          },
        ]
      : []),
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
