import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime, number, zoneName } from '../../../../ui/format.ts'
import {
  BulkBar,
  Button,
  type Column,
  DataTable,
  Empty,
  Icon,
  ListWithBulk,
  ScrollBody,
  Skeleton,
  useLocale,
} from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { Decision, RegistrationRow, RegistrationState } from '../../contract.ts'
import { Filter } from './filter.tsx'
import { approvable, decisionsFor } from './state.ts'
import type { Chosen, Mark } from './use-decisions.ts'
import type { useList } from './use-list.ts'

export interface ListProps {
  list: ReturnType<typeof useList>
  tab: RegistrationState
  onTab: (tab: RegistrationState) => void
  search: string
  onSearch: (text: string) => void
  selected: ReadonlySet<string>
  onToggle: ((ids: readonly string[], on: boolean) => void) | undefined
  current: string | null
  onOpen: (id: string) => void
  marks: ReadonlyMap<string, Mark>
  onAgain: (id: string, again: Chosen) => void
  busy: boolean
  onAct: (decision: Decision) => void
  onClear: () => void
}

/** The table of one tab with its filter and, once rows are selected, the bulk bar. */
export function List(props: ListProps) {
  const { list, tab, selected } = props
  const { t } = useTranslation('registration')
  const chosen = list.rows.filter((row) => selected.has(row.id))
  return (
    <ListWithBulk
      filter={<Filter {...props} />}
      bulk={chosen.length > 0 && <Bulk {...props} chosen={chosen} />}
    >
      <ScrollBody label={t(`desk.list_${tab}`)}>
        <NewOnes {...props} />
        <Rows {...props} />
      </ScrollBody>
    </ListWithBulk>
  )
}

/** New arrivals are said, not put under one's hands. */
function NewOnes({ list, tab, search }: ListProps) {
  const { t } = useTranslation('registration')
  const known = list.rows.length
  const fresh = (list.counts.data?.[tab] ?? 0) - known
  if (list.query.isPending || list.query.hasNextPage || search.trim() || fresh <= 0) return null
  return (
    <p className="registrations__new">
      <Button size="s" onClick={() => void list.reload()}>
        {t('desk.new', { count: fresh })}
      </Button>
    </p>
  )
}

function Rows(props: ListProps) {
  const { list, tab, search, onSearch } = props
  const { t } = useTranslation('registration')
  const { query, rows, counts } = list
  if (query.isPending) return <Skeleton rows={10} shape="row" />
  if (query.isError) {
    return (
      <Empty
        icon="offline"
        title={t('desk.not_loaded')}
        action={<Button onClick={() => void query.refetch()}>{t('status.try_again')}</Button>}
      >
        {query.error.message}
      </Empty>
    )
  }
  if (rows.length === 0 && search.trim()) {
    return (
      <Empty
        icon="search"
        title={t('desk.no_hit')}
        action={<Button onClick={() => onSearch('')}>{t('desk.all')}</Button>}
      />
    )
  }
  if (rows.length === 0) {
    return (
      <Empty icon="check" title={t(`desk.empty_${tab}`)}>
        {tab === 'pending' && counts.data && t('desk.empty_text', { ...counts.data })}
      </Empty>
    )
  }
  return <Table {...props} />
}

function Table({ list, tab, selected, onToggle, current, onOpen, marks, onAgain }: ListProps) {
  const { t } = useTranslation('registration')
  const { rows, query, counts } = list
  const columns = useColumns(marks, onAgain)
  const nameOf = (row: RegistrationRow) =>
    `${row.person.name ?? t('status.removed')}, ${row.organization.name}`
  const ids = rows.map((row) => row.id)
  return (
    <>
      <DataTable
        caption={t(`desk.list_${tab}`)}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={nameOf}
        selected={selected}
        onSelect={onToggle && ((id, on) => onToggle([id], on))}
        selectAll={
          onToggle && {
            label: t('desk.select_all', { count: rows.length }),
            checked: rows.length > 0 && ids.every((id) => selected.has(id)),
            onChange: (on) => onToggle(ids, on),
          }
        }
        current={current ?? undefined}
        onOpen={onOpen}
        total={counts.data?.[tab]}
      />
      {query.hasNextPage && (
        <p className="registrations__more">
          <Button off={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        </p>
      )}
    </>
  )
}

function useColumns(
  marks: ReadonlyMap<string, Mark>,
  onAgain: (id: string, again: Chosen) => void,
): readonly Column<RegistrationRow>[] {
  const { t } = useTranslation()
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  return [
    {
      id: 'person',
      head: t('registration:desk.person'),
      cell: (row) => {
        const mark = marks.get(row.id)
        return (
          <>
            <b className="registrations__cell" dir="auto">
              {row.person.name ?? t('registration:status.removed')}
            </b>
            {mark && (
              <span className="registrations__mark">
                {mark.text}{' '}
                {mark.again && (
                  <Button size="s" onClick={() => mark.again && onAgain(row.id, mark.again)}>
                    {t('registration:status.try_again')}
                  </Button>
                )}
              </span>
            )}
          </>
        )
      },
    },
    {
      id: 'title',
      head: t('registration:desk.title_of'),
      optional: true,
      cell: (row) => <Cell>{row.person.title}</Cell>,
    },
    { id: 'firm', head: t('registration:desk.firm'), cell: (row) => <Cell>{row.organization.name}</Cell> },
    {
      id: 'sector',
      head: t('registration:desk.sector'),
      optional: true,
      cell: (row) => <Cell>{row.sectors.map((sector) => t(`calls:sectors.${sector}`)).join(' · ')}</Cell>,
    },
    {
      id: 'question',
      head: t('registration:desk.asks'),
      optional: true,
      cell: (row) => (
        <>
          {row.asks && <Icon name="question" />}
          <span className="dl-sr">
            {t(row.asks ? 'registration:desk.asks_yes' : 'registration:desk.asks_no')}
          </span>
        </>
      ),
    },
    {
      id: 'time',
      head: t('registration:desk.time', { place: homePlace }),
      optional: true,
      figures: true,
      sort: 'descending',
      cell: (row) => (
        <time dateTime={row.submittedAt} title={zoneName(row.submittedAt, homeZone)}>
          {dateTime(row.submittedAt, homeZone, locale)}
        </time>
      ),
    },
  ]
}

/** One line of what somebody wrote, in its own direction. */
function Cell({ children }: { children: ReactNode }) {
  return (
    <span className="registrations__cell" dir="auto">
      {children}
    </span>
  )
}

/** Says how many can be done and why the rest cannot. */
function Bulk({
  chosen,
  list,
  busy,
  onAct,
  onClear,
  tab,
}: ListProps & { chosen: readonly RegistrationRow[] }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const firms = new Set(chosen.map((row) => row.organization.id)).size
  const counts = list.counts.data
  const { can, noSeat } = counts ? approvable(chosen, counts) : { can: chosen.length, noSeat: 0 }
  const decisions = decisionsFor(tab)
  const approves = decisions.includes('approve')
  return (
    <BulkBar
      label={t('desk.selected_region')}
      count={`${t('desk.selected', { count: chosen.length })} · ${t('desk.firms', { count: firms })}`}
      consequence={
        approves && (
          <span id="bulk-why">
            {t('desk.can_approve', { count: can })} {noSeat > 0 && t('desk.no_seat_for', { count: noSeat })}
          </span>
        )
      }
      clearLabel={t('desk.clear')}
      onClear={onClear}
    >
      {decisions.map((decision) => (
        <Button
          key={decision}
          kind={decision === 'approve' ? 'primary' : 'default'}
          keyName={KEY_OF[decision]}
          off={busy || (decision === 'approve' && can === 0)}
          aria-describedby={decision === 'approve' ? 'bulk-why' : undefined}
          onClick={() => onAct(decision)}
        >
          {t(`desk.do_${decision}`)}{' '}
          {decision === 'approve' || decision === 'waitlist'
            ? number(decision === 'approve' ? can : chosen.length, locale)
            : ''}
        </Button>
      ))}
    </BulkBar>
  )
}

export const KEY_OF: Readonly<Record<Decision, string | undefined>> = {
  approve: 'A',
  waitlist: 'W',
  decline: 'D',
  cancel: undefined,
}
