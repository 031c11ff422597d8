import { useTranslation } from 'react-i18next'
import { dateTime, hoursApart, number, timeSpan, zonedSpan, zoneName } from '../../../../ui/format.ts'
import { type Locale, TwoZones } from '../../../../ui/index.ts'
import type { Home, ListedCall } from '../../contract.ts'
import { say } from '../say.ts'

type WhenProps = { call: ListedCall; home: Home; mine: string | null; locale: Locale }

/** Date and time in the home's, the host's and, if asked for, the reader's own zone, each named. */
export function When({ call, home, mine, locale }: WhenProps) {
  const { t } = useTranslation('calls')
  const { startsAt, endsAt, zone } = call
  if (!startsAt || !endsAt) return <p className="dl-hero__lead">{t('no_date')}</p>
  const host = zonedSpan(startsAt, endsAt, zone, placeOf(call, locale), locale)
  const apart = hoursApart(startsAt, home.zone, zone)
  return (
    <TwoZones
      home={home.zone === zone ? null : zonedSpan(startsAt, endsAt, home.zone, home.place, locale)}
      host={host}
      apart={
        apart === 0 ? t('page.same_time') : t('page.apart', { count: apart, hours: number(apart, locale) })
      }
      label={t('page.when')}
      third={
        mine && mine !== zone && mine !== home.zone
          ? t('page.mine', {
              place: placeOfZone(mine),
              time: `${dateTime(startsAt, mine, locale)} (${zoneName(startsAt, mine)})`,
            })
          : undefined
      }
    />
  )
}

/** The host's place in words; before anybody named it, the city of the zone. */
export const placeOf = (call: { zone: string; hostPlace: ListedCall['hostPlace'] }, locale: Locale): string =>
  say(call.hostPlace, locale) || placeOfZone(call.zone)

/** `America/New_York` is New York. */
export const placeOfZone = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** The time at home and at the host's, each with its place, for lists. */
export function timesOf(call: ListedCall, home: Home, locale: Locale): readonly string[] {
  const { startsAt, endsAt } = call
  if (!startsAt || !endsAt) return []
  const one = (zone: string, place: string) => `${timeSpan(startsAt, endsAt, zone, locale)} · ${place}`
  const host = one(call.zone, placeOf(call, locale))
  return home.zone === call.zone ? [host] : [one(home.zone, home.place), host]
}
