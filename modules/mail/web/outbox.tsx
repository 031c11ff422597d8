import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import { dateTime } from '../../../ui/format.ts'
import {
  Button,
  type Column,
  DataTable,
  Desk,
  DeskBar,
  Empty,
  KeyBar,
  ListWithBulk,
  OneLine,
  ScrollBody,
  Skeleton,
  useKeys,
  useLocale,
} from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import type { MailRow } from '../contract.ts'
import { outbox } from './api.ts'
import { EVERYTHING, Filter, Progress, type Wanted } from './filter.tsx'
import { Letter } from './letter.tsx'
import { QueuePaused } from './queue.tsx'
import { StateTag } from './state-tag.tsx'
import './outbox.css'

/** `/desk/outbox`: who was told what, how it went; where no mail server is set, the place to read mail. */
export function Outbox() {
  const { t } = useTranslation('mail')
  const [wanted, setWanted] = useState<Wanted>(EVERYTHING)
  const asked = useDeferredValue(wanted)
  const [current, setCurrent] = useState<string | null>(null)
  const [sheet, setSheet] = useState(false)
  const query = useInfiniteQuery(
    outbox.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 100,
        ...(asked.state ? { state: asked.state } : {}),
        ...(asked.call ? { call: asked.call } : {}),
        ...(asked.template ? { template: asked.template } : {}),
        ...(asked.person ? { person: asked.person } : {}),
        ...(asked.q.trim() ? { q: asked.q.trim() } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: keepPreviousData,
      // While mail is on its way one sees it go.
      refetchInterval: ({ state: { data } }) => (isMoving(data?.pages[0]?.counts) ? 3_000 : 15_000),
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const counts = query.data?.pages[0]?.counts
  const narrowed = JSON.stringify(asked) !== JSON.stringify(EVERYTHING)
  const here = rows.find((row) => row.id === current) ?? rows[0] ?? null
  const go = (by: 1 | -1) => {
    const at = rows.findIndex((row) => row.id === here?.id)
    setCurrent(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id ?? null)
  }
  useKeys([
    { code: 'KeyJ', label: t('keys.next'), run: () => go(1) },
    { code: 'KeyK', label: t('keys.previous'), run: () => go(-1) },
    { code: 'Enter', label: t('keys.open'), run: () => setSheet(true), yields: true },
    { code: 'Escape', label: t('keys.close'), run: () => setSheet(false) },
  ])
  return (
    <Desk
      fit
      // It says itself, and at length, why mail waits.
      band={false}
      className="outbox dl-beside"
      bar={<DeskBar title={t('title')} homeHref="/desk" link={FaceLink} />}
      foot={<KeyBar items={[{ keys: 'J K', label: t('keys.move') }]} />}
    >
      <ListWithBulk
        filter={
          <>
            <QueuePaused />
            <Filter
              wanted={wanted}
              counts={counts}
              onChange={(change) => {
                setWanted((before) => ({ ...before, ...change }))
                setCurrent(null)
              }}
            />
            {counts && <Progress counts={counts} lastMinute={query.data?.pages[0]?.lastMinute ?? 0} />}
          </>
        }
      >
        <ScrollBody label={t('title')}>
          {query.isPending && <Skeleton rows={10} shape="row" />}
          {query.isError && (
            <Empty
              icon="offline"
              title={t('not_loaded')}
              action={<Button onClick={() => void query.refetch()}>{t('try_again')}</Button>}
            >
              {query.error.message}
            </Empty>
          )}
          {query.isSuccess && rows.length === 0 && (
            <Empty icon="mail" title={t(narrowed ? 'none_so' : 'empty')}>
              {t(narrowed ? 'none_so_text' : 'empty_text')}
            </Empty>
          )}
          {rows.length > 0 && (
            <Table
              rows={rows}
              current={here?.id ?? null}
              onOpen={(id) => {
                setCurrent(id)
                setSheet(true)
              }}
            />
          )}
          {query.hasNextPage && (
            <p className="dl-list__more">
              <Button onClick={() => void query.fetchNextPage()}>{t('more')}</Button>
            </p>
          )}
        </ScrollBody>
      </ListWithBulk>
      <Letter
        row={here}
        open={sheet && here !== null}
        onClose={() => setSheet(false)}
        onPerson={(person) => {
          setWanted({ ...EVERYTHING, person })
          setSheet(false)
        }}
      />
    </Desk>
  )
}

const isMoving = (counts: { queued: number; sending: number } | undefined): boolean =>
  counts !== undefined && counts.queued + counts.sending > 0

type TableProps = { rows: readonly MailRow[]; current: string | null; onOpen: (id: string) => void }

function Table({ rows, current, onOpen }: TableProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const columns: readonly Column<MailRow>[] = [
    {
      id: 'to',
      head: t('mail:to'),
      cell: (row) => <OneLine strong>{row.to?.name ?? t('mail:removed')}</OneLine>,
    },
    { id: 'kind', head: t('mail:kind'), cell: (row) => t(`mail:kinds.${row.template}`) },
    { id: 'state', head: t('mail:state'), cell: (row) => <StateTag state={row.state} /> },
    {
      id: 'at',
      head: t('mail:time', { place: homePlace }),
      optional: true,
      figures: true,
      sort: 'descending',
      cell: (row) => <time dateTime={row.at}>{dateTime(row.at, homeZone, locale)}</time>,
    },
  ]
  return (
    <DataTable
      caption={t('mail:title')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      current={current ?? undefined}
      onOpen={onOpen}
    />
  )
}
