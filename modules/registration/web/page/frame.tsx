import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf, sameDay, shortDate, timeOf, zoneName } from '../../../../ui/format.ts'
import { type Locale, mastOf, type PageContext, PublicPage } from '../../../../ui/index.ts'
import type { CallOfForm } from '../../contract/pages.ts'
import { inLanguage, placeOf } from '../words.ts'

/** A page of this slice: one column, phone first. */
export function Frame({ page, children }: { page: PageContext; children: ReactNode }) {
  const { t } = useTranslation('registration')
  return (
    <PublicPage
      look="sheet"
      {...mastOf(page)}
      footLinks={[
        { href: '/privacy', label: t('page.privacy') },
        { href: '/accessibility', label: t('page.accessibility') },
      ]}
    >
      {children}
    </PublicPage>
  )
}

/** What this page is for, and which call it is about. */
export function AboutCall({ call, locale, title }: { call: CallOfForm; locale: Locale; title: string }) {
  return (
    <>
      <h1>{title}</h1>
      <WhichCall call={call} locale={locale} />
    </>
  )
}

/** Topic, day and both times. */
export function WhichCall({ call, locale }: { call: CallOfForm; locale: Locale }) {
  return (
    <div className="dl-sheet__about">
      <span>
        <b dir="auto">{inLanguage(call.topic, locale)}</b>
      </span>
      {call.startsAt && (
        <>
          <span>{dateOf(call.startsAt, call.zone, locale)}</span>
          <span className="dl-num">
            {timesOf(call, call.startsAt, locale).map((time, index) => (
              <bdi key={time}>
                {index > 0 && ' · '}
                {time}
              </bdi>
            ))}
          </span>
        </>
      )}
    </div>
  )
}

/** "8:00 AM Washington (EDT)", home first; with the day where it is another one there. */
function timesOf(call: CallOfForm, startsAt: string, locale: Locale): string[] {
  const places = [
    { zone: call.home.zone, place: inLanguage(call.home.place, locale) },
    { zone: call.zone, place: placeOf(call, locale) },
  ].filter(({ zone }, index, all) => all.findIndex((each) => each.zone === zone) === index)
  return places.map(({ zone, place }) => {
    const day = sameDay(startsAt, zone, call.zone) ? '' : `${shortDate(startsAt, zone, locale)} `
    return `${day}${timeOf(startsAt, zone, locale)} ${place} (${zoneName(startsAt, zone)})`
  })
}

/** Goes back to the announcement. */
export function BackToCall({ call }: { call: CallOfForm }) {
  const { t } = useTranslation('registration')
  return (
    <a className="dl-sheet__back" href={`/calls/${call.slug}`}>
      {t('page.back')}
    </a>
  )
}
