import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../ui/format.ts'
import { Button, Notice, Skeleton, useLocale, useToast } from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import type { HistoryEntry } from '../contract.ts'
import type { callsClient } from './api.ts'
import { isEmpty, type Names, Said } from './said.tsx'
import './history.css'

type Page = Awaited<ReturnType<typeof callsClient.history>>

type Props = {
  title: string
  /** Key of the query: the thing whose history this is. */
  of: readonly string[]
  read: (cursor: string | undefined) => Promise<Page>
  /** Takes one change back; absent for whoever may not. */
  undo?: ((seq: number) => Promise<unknown>) | undefined
  /** After something was taken back. */
  onUndone: () => void
  /** More to do about an entry: taking an announcement back. */
  more?: ((entry: HistoryEntry) => ReactNode) | undefined
}

/** Who changed what, when, before and after, on the thing itself; read only when somebody asks. */
export function History(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <details className="calls-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{props.title}</summary>
      {open && <Entries {...props} />}
    </details>
  )
}

function Entries({ of, read, undo, onUndone, more }: Props) {
  const { t } = useTranslation('calls')
  const found = useInfiniteQuery({
    queryKey: ['calls-history', ...of],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    // What was read stays while a newer version of the thing is read: whoever is in the list stays in it.
    placeholderData: (before) => before,
  })
  const names: Names = Object.assign({}, ...(found.data?.pages.map((page) => page.names) ?? []))
  if (found.isPending) return <Skeleton rows={3} />
  if (found.isError) return <Notice tone="bad">{found.error.message}</Notice>
  return (
    <>
      <ol className="calls-entries">
        {found.data.pages
          .flatMap((page) => page.items)
          .map((entry) => (
            <li key={entry.seq}>
              <Head entry={entry} names={names} />
              <Changes entry={entry} names={names} />
              {undo && UNDOABLE.has(entry.type) && (
                <Undo of={of} entry={entry} undo={undo} onUndone={onUndone} />
              )}
              {more?.(entry)}
            </li>
          ))}
      </ol>
      {found.hasNextPage && (
        <Button size="s" off={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('desk.more')}
        </Button>
      )}
    </>
  )
}

/** What happened to whom, by whom, when. */
function Head({ entry, names }: { entry: HistoryEntry; names: Names }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const about = ABOUT.map((field) => entry.data[field]).find(
    (id): id is string => typeof id === 'string' && id in names,
  )
  const undoes = typeof entry.data['undoes'] === 'number'
  return (
    <div>
      <b>{t(`history.types.${entry.type.replace('.', '_') as 'call_changed'}`)}</b>
      {about && (
        <>
          {': '}
          <Said field="speaker" value={about} names={names} />
        </>
      )}
      {undoes && <span className="dl-quiet"> ({t('together.undone')})</span>}{' '}
      <span className="dl-quiet">
        <bdi>{entry.by ?? t('history.system')}</bdi>
        {' · '}
        <time dateTime={entry.at}>{dateTime(entry.at, homeZone, locale)}</time> {homePlace}
      </span>
    </div>
  )
}

/** What an entry may be about, the nearest first. */
const ABOUT = ['panelMember', 'item', 'template', 'person'] as const

/** What is taken back here; what went out to people is taken back where it is said what that means. */
const UNDOABLE: ReadonlySet<string> = new Set([
  ...['call', 'program', 'series', 'campaign'].map((what) => `${what}.changed`),
  ...['changed', 'added', 'removed'].flatMap((what) => [
    `template.${what}`,
    `panel-member.${what}`,
    `agenda-item.${what}`,
    `colleague.${what}`,
  ]),
  'panel-member.office_set',
  'panel-member.office_removed',
  'panel.ordered',
  'agenda.ordered',
])

type Change = { readonly before: unknown; readonly after: unknown }

function Changes({ entry, names }: { entry: HistoryEntry; names: Names }) {
  const { t } = useTranslation('calls')
  const facts = (entry.data['facts'] ?? {}) as Readonly<Record<string, Change>>
  const changes = Object.entries({ ...facts, ...entry.texts }).filter(
    ([, { before, after }]) => !(isEmpty(before) && isEmpty(after)),
  )
  const fields = entry.data['fields']
  const erased = entry.texts === null && Array.isArray(fields) && fields.length > 0
  if (changes.length === 0) return erased ? <p className="dl-quiet">{t('panel.removed')}</p> : null
  return (
    <dl className="calls-changes">
      {changes.map(([field, { before, after }]) => (
        <div key={field}>
          <dt>{t(`history.fields.${field as 'topic'}`)}</dt>
          <dd>
            {!isEmpty(before) && (
              <del>
                <span className="dl-sr">{t('history.before')}: </span>
                <Said field={field} value={before} names={names} />
              </del>
            )}
            <ins>
              <span className="dl-sr">{t('history.after')}: </span>
              <Said field={field} value={after} names={names} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

type UndoProps = Pick<Props, 'of' | 'onUndone'> & { entry: HistoryEntry; undo: NonNullable<Props['undo']> }

/** Gives what one change touched back what it had; where somebody wrote since, it says so and nothing happens. */
function Undo({ of, entry, undo, onUndone }: UndoProps) {
  const { t } = useTranslation('calls')
  const queries = useQueryClient()
  const show = useToast()
  const back = useMutation({
    mutationFn: () => undo(entry.seq),
    onSuccess: async () => {
      show(t('together.undone'))
      onUndone()
      await queries.invalidateQueries({ queryKey: ['calls-history', ...of] })
    },
  })
  return (
    <>
      <Button size="s" icon="undo" off={back.isPending} onClick={() => back.mutate()}>
        {t('together.undo')}
      </Button>
      {back.isError && (
        <Notice tone="bad" live>
          {back.error.message}
        </Notice>
      )}
    </>
  )
}
