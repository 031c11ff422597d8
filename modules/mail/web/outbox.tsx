import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import { dateTime, number } from '../../../ui/format.ts'
import {
  Button,
  type Column,
  DataTable,
  Desk,
  DeskBar,
  Empty,
  KeyBar,
  ListWithBulk,
  ScrollBody,
  Segments,
  Skeleton,
  useKeys,
  useLocale,
} from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import { MAIL_STATES, type MailRow, type MailState } from '../contract.ts'
import { outbox } from './api.ts'
import { Letter } from './letter.tsx'
import { StateTag } from './state-tag.tsx'
import './outbox.css'

/** `/desk/outbox`: who was told what, how it went; where no mail server is set, the place to read mail. */
export function Outbox() {
  const { t } = useTranslation('mail')
  const [state, setState] = useState<MailState | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const [sheet, setSheet] = useState(false)
  const query = useInfiniteQuery(
    outbox.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 100,
        ...(state ? { state } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      refetchInterval: 15_000,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const counts = query.data?.pages[0]?.counts
  const here = rows.find((row) => row.id === current) ?? rows[0] ?? null
  const go = (by: 1 | -1) => {
    const at = rows.findIndex((row) => row.id === here?.id)
    setCurrent(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id ?? null)
  }
  useKeys([
    { code: 'KeyJ', label: t('keys.next'), run: () => go(1) },
    { code: 'KeyK', label: t('keys.previous'), run: () => go(-1) },
    { code: 'Enter', label: t('keys.open'), run: () => setSheet(true) },
    { code: 'Escape', label: t('keys.close'), run: () => setSheet(false) },
  ])
  return (
    <Desk
      fit
      className="outbox"
      bar={<DeskBar title={t('title')} homeHref="/desk" link={FaceLink} />}
      foot={<KeyBar items={[{ keys: 'J K', label: t('keys.move') }]} />}
    >
      <ListWithBulk
        filter={
          <Filter
            state={state}
            counts={counts}
            onPick={(next) => {
              setState(next)
              setCurrent(null)
            }}
          />
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
            <Empty icon="mail" title={t('empty')}>
              {t('empty_text')}
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
            <p className="outbox__more">
              <Button onClick={() => void query.fetchNextPage()}>{t('more')}</Button>
            </p>
          )}
        </ScrollBody>
      </ListWithBulk>
      <Letter row={here} open={sheet && here !== null} onClose={() => setSheet(false)} />
    </Desk>
  )
}

type FilterProps = {
  state: MailState | null
  counts: Readonly<Record<MailState, number>> | undefined
  onPick: (state: MailState | null) => void
}

/** All, and the states there are. */
function Filter({ state, counts, onPick }: FilterProps) {
  const { t } = useTranslation('mail')
  const locale = useLocale()
  const shown = MAIL_STATES.filter((each) => each === state || (counts?.[each] ?? 0) > 0)
  return (
    <Segments
      label={t('state')}
      items={[
        { id: 'all', label: t('all'), current: state === null, onPick: () => onPick(null) },
        ...shown.map((each) => ({
          id: each,
          label: t(`states.${each}`),
          ...(counts ? { count: number(counts[each], locale) } : {}),
          current: state === each,
          onPick: () => onPick(each),
        })),
      ]}
    />
  )
}

type TableProps = { rows: readonly MailRow[]; current: string | null; onOpen: (id: string) => void }

function Table({ rows, current, onOpen }: TableProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const columns: readonly Column<MailRow>[] = [
    {
      id: 'to',
      head: t('mail:to'),
      cell: (row) => (
        <b>
          <bdi>{row.to?.name ?? t('mail:removed')}</bdi>
        </b>
      ),
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
