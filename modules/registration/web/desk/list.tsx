import { useTranslation } from 'react-i18next'
import { Button, Empty, ListWithBulk, ScrollBody, Skeleton } from '../../../../ui/index.ts'
import { Bulk } from './bulk.tsx'
import { Filter } from './filter.tsx'
import type { ListProps } from './props.ts'
import { Table } from './table.tsx'

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
