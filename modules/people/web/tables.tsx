import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { countryName } from '../../../ui/format.ts'
import { Button, type Column, DataTable, Empty, OneLine, Skeleton, useLocale } from '../../../ui/index.ts'
import type { Organization, Person } from '../contract.ts'
import { people } from './api.ts'

type Props = { search: string; current: string | null; onOpen: (id: string) => void }

const inputOf = (search: string) => (cursor: string | undefined) => ({
  limit: 100,
  ...(search ? { search } : {}),
  ...(cursor ? { cursor } : {}),
})

export function OrganizationTable({ search, ...rest }: Props) {
  const { t } = useTranslation('people')
  const locale = useLocale()
  const query = useInfiniteQuery(
    people.listOrganizations.infiniteOptions({
      input: inputOf(search),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const columns: readonly Column<Organization>[] = [
    { id: 'name', head: t('name'), cell: (row) => <OneLine strong>{row.name}</OneLine> },
    { id: 'kind', head: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
    {
      id: 'country',
      head: t('country'),
      optional: true,
      cell: (row) => row.country && countryName(row.country, locale),
    },
    {
      id: 'domains',
      head: t('domains'),
      optional: true,
      cell: (row) => <bdi dir="ltr">{row.domains.join(', ')}</bdi>,
    },
  ]
  return <Paged query={query} columns={columns} caption={t('tab_organizations')} search={search} {...rest} />
}

export function PersonTable({ search, ...rest }: Props) {
  const { t } = useTranslation('people')
  const query = useInfiniteQuery(
    people.listPersons.infiniteOptions({
      input: inputOf(search),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const columns: readonly Column<Person>[] = [
    { id: 'name', head: t('name'), cell: (row) => <OneLine strong>{row.name ?? t('removed')}</OneLine> },
    { id: 'title', head: t('job'), optional: true, cell: (row) => <OneLine>{row.title}</OneLine> },
    { id: 'organization', head: t('organization'), cell: (row) => <OneLine>{row.organizationName}</OneLine> },
    {
      id: 'email',
      head: t('email'),
      optional: true,
      cell: (row) => <OneLine dir="ltr">{row.email}</OneLine>,
    },
  ]
  return <Paged query={query} columns={columns} caption={t('tab_persons')} search={search} {...rest} />
}

type PagedProps<Row> = Props & {
  query: {
    data: { pages: readonly { items: readonly Row[] }[] } | undefined
    isPending: boolean
    error: Error | null
    hasNextPage: boolean
    refetch: () => unknown
    fetchNextPage: () => unknown
  }
  columns: readonly Column<Row>[]
  caption: string
}

/** A list that grows at its end, and says when it is empty or could not be loaded. */
function Paged<Row extends { id: string }>({
  query,
  columns,
  caption,
  search,
  current,
  onOpen,
}: PagedProps<Row>) {
  const { t } = useTranslation('people')
  if (query.isPending) return <Skeleton rows={10} shape="row" />
  if (query.error) {
    return (
      <Empty
        icon="offline"
        title={t('not_loaded')}
        action={<Button onClick={() => void query.refetch()}>{t('try_again')}</Button>}
      >
        {query.error.message}
      </Empty>
    )
  }
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (rows.length === 0) {
    return (
      <Empty icon="people" title={t(search ? 'no_hit' : 'empty')}>
        {!search && t('empty_text')}
      </Empty>
    )
  }
  return (
    <>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        current={current ?? undefined}
        onOpen={onOpen}
      />
      {query.hasNextPage && (
        <p className="dl-list__more">
          <Button onClick={() => void query.fetchNextPage()}>{t('more')}</Button>
        </p>
      )}
    </>
  )
}
