import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import { shortDate } from '../../../ui/format.ts'
import { DeskBar, useLocale } from '../../../ui/index.ts'
import { calls } from './api.ts'
import { say } from './say.ts'

/** The places of a call, in the order of its life. */
const PLACES = {
  prepare: '',
  registrations: '/registrations',
  messages: '/messages',
  panel: '/panel',
  room: '/room',
  record: '/record',
  readout: '/readout',
} as const
type CallPlace = keyof typeof PLACES

type CallBarProps = { call: string; current: CallPlace; end?: ReactNode }

/** The bar of every desk of a call: topic, number and date, and the call's places. */
export function CallBar({ call, current, end }: CallBarProps) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { data } = useQuery(calls.get.queryOptions({ input: { call } }))
  const small = data && [
    t('bar.number', { number: data.series.number }),
    data.startsAt ? shortDate(data.startsAt, data.zone, locale) : t('states.draft'),
  ]
  return (
    <DeskBar
      homeHref="/desk"
      title={<bdi>{data ? say(data.topic, locale) : ''}</bdi>}
      small={small?.join(' · ')}
      tabsLabel={t('bar.places')}
      link={FaceLink}
      tabs={(Object.keys(PLACES) as CallPlace[]).map((place) => ({
        id: place,
        href: `/desk/calls/${call}${PLACES[place]}`,
        label: t(`bar.${place}`),
        current: place === current,
      }))}
      end={end}
    />
  )
}
