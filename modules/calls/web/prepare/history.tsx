import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime, number } from '../../../../ui/format.ts'
import { Button, type Locale, useLocale } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { CallDto, HistoryEntry } from '../../contract.ts'
import { calls } from '../api.ts'

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
  const { homeZone, homePlace } = useSession()
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
                <del>{said(before, locale)}</del>
                {' → '}
              </>
            )}
            <ins>{said(after, locale) || '—'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A value of any field in words: a text in both languages, a list, a number, a time. */
function said(value: unknown, locale: Locale): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'number') return number(value, locale)
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object') return Object.values(value).filter(Boolean).join(' / ')
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? `${dateTime(text, 'UTC', locale)} UTC` : text
}
