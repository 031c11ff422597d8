import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../../ui/format.ts'
import { Button, Notice, useLocale } from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import type { CallDto, HistoryEntry } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { Said, said } from '../said.tsx'

/** Who changed what of the call, when, before and after; read only when somebody asks. */
export function History({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const [open, setOpen] = useState(false)
  return (
    <details className="calls-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('history.title')}</summary>
      {open && <Entries call={call} />}
    </details>
  )
}

function Entries({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const session = useSession()
  const { homeZone, homePlace } = session
  const mayUndo =
    (call.state === 'draft' || call.state === 'published' || call.state === 'live') &&
    holds(session, ['officer', 'administrator'], call.program.id)
  const found = useInfiniteQuery(
    calls.history.infiniteOptions({
      input: (cursor: string | undefined) => ({ call: call.id, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const entries = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <ol className="calls-checks">
        {entries.map((entry) => (
          <li key={entry.seq}>
            <div>
              <b>{t(`history.types.${entry.type.replace('.', '_')}`)}</b>{' '}
              <span className="dl-quiet">
                <bdi>{entry.by ?? t('history.system')}</bdi>
                {' · '}
                <time dateTime={entry.at}>{dateTime(entry.at, homeZone, locale)}</time> {homePlace}
              </span>
              <Changes entry={entry} />
              {mayUndo && UNDOABLE.has(entry.type) && <Undo call={call} seq={entry.seq} />}
            </div>
          </li>
        ))}
      </ol>
      {found.hasNextPage && (
        <Button size="s" onClick={() => void found.fetchNextPage()}>
          {t('desk.more')}
        </Button>
      )}
    </>
  )
}

/** Changes that can be taken back; whoever was invited, answered or published is told, and that stands. */
const UNDOABLE: ReadonlySet<string> = new Set([
  'call.changed',
  ...['changed', 'added', 'removed'].flatMap((what) => [
    `panel-member.${what}`,
    `agenda-item.${what}`,
    `colleague.${what}`,
  ]),
  'panel.ordered',
  'agenda.ordered',
])

type Change = { readonly before: unknown; readonly after: unknown }

function Changes({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const facts = (entry.data['facts'] ?? {}) as Readonly<Record<string, Change>>
  const changes = Object.entries({ ...facts, ...entry.texts }).filter(([field]) => field !== 'order')
  const erased = entry.texts === null && changes.length === 0 && Array.isArray(entry.data['fields'])
  if (changes.length === 0) return erased ? <p className="dl-quiet">{t('panel.removed')}</p> : null
  return (
    <dl className="calls-changes">
      {changes.map(([field, { before, after }]) => (
        <div key={field}>
          <dt>{t(`history.fields.${field}`)}</dt>
          <dd>
            {said(before, locale) && (
              <>
                <del>
                  <Said value={before} locale={locale} />
                </del>
                {' → '}
              </>
            )}
            <ins>{said(after, locale) ? <Said value={after} locale={locale} /> : '—'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Gives the fields of one change back what they had; where somebody wrote since, it says so and nothing happens. */
function Undo({ call, seq }: { call: CallDto; seq: number }) {
  const { t } = useTranslation('calls')
  const queries = useQueryClient()
  const undo = useMutation({
    mutationFn: () => callsClient.undo({ call: call.id, seq }),
    onSuccess: async (saved) => {
      queries.setQueryData(calls.get.queryKey({ input: { call: call.id } }), saved)
      await queries.invalidateQueries({ queryKey: calls.history.key() })
      await queries.invalidateQueries({ queryKey: calls.checklist.key() })
    },
  })
  return (
    <>
      <Button size="s" off={undo.isPending} onClick={() => undo.mutate()}>
        {t('together.undo')}
      </Button>
      {undo.isError && (
        <Notice tone="bad" live>
          {undo.error.message}
        </Notice>
      )}
    </>
  )
}
