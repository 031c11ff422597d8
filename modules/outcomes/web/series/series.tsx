import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { FaceLink, type ScreenProps } from '../../../../ui/face.tsx'
import { number, shortDate } from '../../../../ui/format.ts'
import {
  ButtonLink,
  type Column,
  DataTable,
  Desk,
  DeskBar,
  DeskPage,
  Empty,
  Skeleton,
  useLocale,
} from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import { MEASURES, type SeriesCall } from '../../contract.ts'
import { series as allSeries, outcomes } from '../api.ts'
import { SeriesChart } from './chart.tsx'
import '../record/record.css'
import './series.css'

/** `/desk/series`: every series, to look at what came of its calls. */
export function SeriesList() {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const list = useQuery(allSeries.listSeries.queryOptions({ input: {} }))
  return (
    <Desk bar={<DeskBar homeHref="/desk" title={t('series.all')} link={FaceLink} />}>
      <DeskPage title={t('series.all')} lead={t('series.all_lead')}>
        {list.isPending && <Skeleton shape="row" rows={4} />}
        {list.isError && <Empty icon="alert" title={list.error.message || t('record.unreadable')} />}
        {list.data?.length === 0 && <Empty icon="calendar" title={t('series.no_series')} />}
        {list.data && list.data.length > 0 && (
          <div className="outcomes-table">
            <DataTable
              caption={t('series.all')}
              columns={[
                {
                  id: 'name',
                  head: t('series.name'),
                  cell: ({ id, name }) => (
                    <FaceLink href={`/desk/series/${id}`}>
                      <bdi>{(locale === 'ur' && name.ur) || name.en || name.ur}</bdi>
                    </FaceLink>
                  ),
                },
              ]}
              rows={list.data}
              rowId={({ id }) => id}
            />
          </div>
        )}
      </DeskPage>
    </Desk>
  )
}

/** `/desk/series/:series`: its calls in a row, as a picture and as a table. */
export function SeriesDesk({ params }: ScreenProps) {
  const id = params['series'] ?? ''
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const found = useQuery(outcomes.series.queryOptions({ input: { series: id } }))
  const list = useQuery(allSeries.listSeries.queryOptions({ input: {} }))
  const known = list.data?.find((each) => each.id === id)
  const name = known ? (locale === 'ur' && known.name.ur) || known.name.en || (known.name.ur ?? '') : ''
  const calls = found.data?.calls ?? []
  const href = `/api/series/${id}/calls`
  return (
    <Desk bar={<DeskBar homeHref="/desk" title={<bdi>{name}</bdi>} link={FaceLink} />}>
      <DeskPage
        title={t('series.title')}
        lead={t('series.lead')}
        end={
          calls.length > 0 && (
            <>
              <ButtonLink icon="download" href={`${href}.xlsx`} download>
                {t('files.xlsx')}
              </ButtonLink>
              <ButtonLink icon="download" href={`${href}.csv`} download>
                {t('files.csv')}
              </ButtonLink>
            </>
          )
        }
      >
        {found.isPending && <Skeleton rows={8} />}
        {found.isError && <Empty icon="alert" title={found.error.message || t('record.unreadable')} />}
        {found.isSuccess && calls.length === 0 && (
          <Empty icon="calendar" title={t('series.none')}>
            {t('series.none_text')}
          </Empty>
        )}
        {calls.length > 0 && (
          <>
            <SeriesChart calls={calls} />
            <div className="outcomes-table">
              <DataTable
                caption={t('series.caption')}
                columns={columns(t, locale)}
                rows={[...calls]}
                rowId={({ call }) => call}
              />
            </div>
          </>
        )}
      </DeskPage>
    </Desk>
  )
}

const columns = (t: TFunction<'outcomes'>, locale: Locale): Column<SeriesCall>[] => [
  {
    id: 'number',
    head: t('series.number'),
    figures: true,
    cell: (row) => number(row.number, locale),
  },
  {
    id: 'topic',
    head: t('series.topic'),
    cell: (row) => (
      <div className="series-call">
        <FaceLink href={`/desk/calls/${row.call}/record`}>
          <bdi>{row.topic}</bdi>
        </FaceLink>
        <small>
          {row.startsAt && shortDate(row.startsAt, row.zone, locale, true)}
          {row.state !== 'ended' && ` · ${t(`file.call_${row.state}`)}`}
        </small>
      </div>
    ),
  },
  ...MEASURES.map(
    (measure): Column<SeriesCall> => ({
      id: measure,
      head: t(`series.${measure}`),
      figures: true,
      cell: (row) => number(row[measure], locale),
    }),
  ),
]
