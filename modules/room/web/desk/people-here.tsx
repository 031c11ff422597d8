import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { apiQueries } from '../../../../ui/api.ts'
import { Button, Dialog, PersonRow, Skeleton } from '../../../../ui/index.ts'
import { contract } from '../../contract.ts'
import { wallClock } from '../facts.ts'
import { useRoom } from '../link.tsx'
import { useWords } from '../use-words.ts'
import { GuestList } from './guests.tsx'
import type { Leaving } from './remove.tsx'

const api = apiQueries(contract)
const PAGE = 100
const EVERY_MS = 5_000

type PeopleProps = {
  open: boolean
  onClose: () => void
  mayDecide: boolean
  onRemove: (person: Leaving) => void
}

/** Who is here, asked for while it is looked at: page by page, or by name. */
export function PeopleDialog(props: PeopleProps) {
  return props.open ? <PeopleHere {...props} /> : null
}

function PeopleHere({ onClose, mayDecide, onRemove }: PeopleProps) {
  const { facts } = useRoom()
  const { t, locale } = useWords()
  const [search, setSearch] = useState('')
  const sought = useDeferredValue(search.trim())
  const list = useInfiniteQuery(
    api.people.infiniteOptions({
      input: (cursor: string | undefined) => ({
        call: facts.call,
        limit: PAGE,
        ...(sought ? { search: sought } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: keepPreviousData,
      refetchInterval: EVERY_MS,
    }),
  )
  const people = list.data?.pages.flatMap(({ items }) => items) ?? []
  const total = list.data?.pages.at(-1)?.total ?? 0
  const more = total - people.length
  return (
    <Dialog open title={t('presence.people_here', { count: total })} onClose={onClose} wide>
      <input
        className="usa-input"
        type="search"
        data-focus
        aria-label={t('presence.search')}
        placeholder={t('presence.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {list.isPending && <Skeleton shape="row" rows={4} />}
      <ul className="dl-present">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            name={person.name ?? t('somebody_removed')}
            small={[
              person.organizationName,
              person.count > 1 ? t('count.people', { count: person.count }) : null,
              person.roles.map((role) => t(`role.${role}`)).join(', '),
              t('presence.since', {
                at: wallClock(Temporal.Instant.from(person.since).epochMilliseconds, facts.zone, locale),
              }),
            ]
              .filter(Boolean)
              .join(' · ')}
            end={
              mayDecide &&
              isAudience(person) && (
                <Button
                  size="s"
                  kind="quiet"
                  onClick={() => onRemove({ id: person.id, name: person.name ?? t('somebody_removed') })}
                >
                  {t('remove.button')}
                </Button>
              )
            }
          />
        ))}
      </ul>
      {list.hasNextPage && more > 0 && (
        <Button kind="quiet" off={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('presence.more', { count: more })}
        </Button>
      )}
      {mayDecide && <GuestList />}
    </Dialog>
  )
}

const isAudience = ({ roles }: { roles: readonly string[] }): boolean =>
  roles.every((role) => role === 'attendee' || role === 'observer')
