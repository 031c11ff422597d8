import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime, dayOf, number, timeOf, zoneName } from '../../../../ui/format.ts'
import { Button, ButtonLink, Icon, Line, type Locale, Meter, SelectField } from '../../../../ui/index.ts'
import type { CallPageProps } from '../../contract.ts'
import './page.css'
import { placeOf, placeOfZone } from './when.tsx'

type Props = CallPageProps & { locale: Locale }

const DOORS_OPEN: ReadonlySet<string> = new Set(['open', 'nearly-full', 'full'])

/** Until when one can register, what is left, and the one button; beside the text on wide screens. */
export function Rsvp(props: Props) {
  const { readout, call, locale } = props
  const { t } = useTranslation('calls')
  const open = DOORS_OPEN.has(call.door)
  return (
    <aside className="dl-aside" aria-labelledby="rsvp">
      <h2 id="rsvp">{t(open || call.door === 'draft' ? 'page.register_by' : 'page.registration')}</h2>
      {open || call.door === 'draft' ? <Deadline {...props} /> : <Closed {...props} />}
      {open && <Seats {...props} />}
      {open && (
        <>
          <ButtonLink kind="primary" size="xl" wide href={`/calls/${call.slug}/register`}>
            {t('page.register')}
          </ButtonLink>
          <h3>{t('page.then')}</h3>
          <Line
            orientation="vertical"
            items={[1, 2, 3].map((step) => ({
              id: String(step),
              state: 'next',
              label: t(`page.then_${step}` as 'page.then_1'),
            }))}
          />
        </>
      )}
      <div className="dl-aside__foot">
        {readout && (
          <a className="dl-linkline" href={`/calls/${call.slug}/readout`}>
            <Icon name="record" />
            {t('page.readout')}
          </a>
        )}
        {call.startsAt && call.door !== 'ended' && (
          <a className="dl-linkline" href={`/calls/${call.slug}/calendar.ics`}>
            <Icon name="calendar" />
            {t('page.calendar')}
          </a>
        )}
        {call.startsAt && <OwnZone {...props} locale={locale} />}
      </div>
    </aside>
  )
}

function Deadline({ call, home }: Props & { locale: Locale }) {
  const { t, i18n } = useTranslation('calls')
  const locale: Locale = i18n.language === 'ur' ? 'ur' : 'en'
  if (!call.rsvpDeadline) return <p className="dl-aside__main">{t('no_date')}</p>
  const said = (zone: string) =>
    `${dayOf(call.rsvpDeadline ?? '', zone, locale)}${locale === 'ur' ? '، ' : ', '}${timeOf(call.rsvpDeadline ?? '', zone, locale)}`
  const sentence =
    home.zone === call.zone
      ? t('page.deadline_in', { place: placeOf(call, locale) })
      : t('page.deadline_both', { home: home.place, host: placeOf(call, locale), time: said(call.zone) })
  return (
    <>
      <p className="dl-aside__main">
        <time dateTime={call.rsvpDeadline}>{said(home.zone)}</time>
      </p>
      <p className="dl-aside__small">{sentence}</p>
    </>
  )
}

function Closed({ call }: Props) {
  const { t } = useTranslation('calls')
  return (
    <p className="dl-aside__main">
      {t(`page.closed.${call.door}` as 'page.closed.ended')}
      {call.door === 'live' && <small className="dl-aside__small">{t('page.enter_with_link')}</small>}
    </p>
  )
}

function Seats({ call, seats, locale }: Props): ReactNode {
  const { t } = useTranslation('calls')
  if (!seats) return null
  if (call.door === 'full') return <p className="dl-aside__row">{t('page.full')}</p>
  return (
    <>
      <p className="dl-aside__row">
        {t('page.seats', {
          count: seats.left,
          left: number(seats.left, locale),
          capacity: number(seats.capacity, locale),
        })}
      </p>
      <Meter value={1 - seats.left / seats.capacity} tone={call.door === 'nearly-full' ? 'warn' : 'accent'} />
    </>
  )
}

/** The reader's own zone: a form without JavaScript; what is chosen stands in the address. */
function OwnZone({ call, mine }: Props) {
  const { t } = useTranslation('calls')
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <details className="dl-noprint">
      <summary className="dl-linkline">
        <Icon name="globe" />
        <span className="calls-open">{t('page.own_zone')}</span>
      </summary>
      <form method="get" action={`/calls/${call.slug}`}>
        <SelectField
          name="zone"
          label={t('page.zone')}
          defaultValue={mine ?? call.zone}
          options={zones.map((zone) => ({
            value: zone,
            label: `${placeOfZone(zone)} (${zone.split('/')[0] ?? ''})`,
          }))}
        />
        <Button type="submit">{t('page.show_zone')}</Button>
      </form>
    </details>
  )
}

/** On phones at the bottom edge: the deadline and the one button. Null when there is nothing to press. */
export function Dock({ call, home, seats, locale }: Props) {
  const { t } = useTranslation('calls')
  if (!DOORS_OPEN.has(call.door) || !call.rsvpDeadline) return null
  const time = `${dateTime(call.rsvpDeadline, home.zone, locale)} ${zoneName(call.rsvpDeadline, home.zone)}`
  return (
    <>
      <p>
        <b>{t('page.by', { time })}</b>
        {seats &&
          (call.door === 'full'
            ? t('page.full_short')
            : t('page.seats', {
                count: seats.left,
                left: number(seats.left, locale),
                capacity: number(seats.capacity, locale),
              }))}
      </p>
      <ButtonLink kind="primary" href={`/calls/${call.slug}/register`}>
        {t('page.register')}
      </ButtonLink>
    </>
  )
}
