import { useEffect, useRef } from 'react'
import { calendarDay } from '../../../../ui/format.ts'
import { Button, Empty, type IconName, RecordEntry, RecordList, Tag } from '../../../../ui/index.ts'
import { ENTRY_KINDS, type EntryKind, type EntryView, entitiesOf } from '../../contract.ts'
import { stageCountsIn } from '../counts.ts'
import { ShowEarlier } from '../earlier.tsx'
import { wallClock } from '../facts.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useEarlierEntries } from '../use-earlier.ts'
import { useWords } from '../use-words.ts'
import { nameOf } from '../words.ts'
import type { Kind, Queued, Recorder } from './recorder.ts'

export const ICONS: Record<Kind, IconName> = {
  'key point': 'point',
  topic: 'topic',
  quote: 'quote',
  promise: 'flag',
  answer: 'answering',
}

type Row = { saidAt: string; entry: EntryView } | { saidAt: string; queued: Queued }

const newestOf = (row: Row | undefined): string | null =>
  row === undefined ? null : 'entry' in row ? row.entry.id : row.queued.id

interface EntriesProps {
  readonly recorder: Recorder
  readonly newestLast?: boolean
  /** Of this kind only. */
  readonly only?: EntryKind | null
  readonly onAll?: () => void
}

/**
 * What was taken down. Newest first beside other things; at the rapporteur's desk the newest is last, above the field,
 * and stays in sight. A hollow point is not durable yet.
 */
export function Entries({ recorder, newestLast = false, only = null, onAll }: EntriesProps) {
  const { room } = useRoom()
  const { t } = useWords()
  const last = useRef<HTMLDivElement>(null)
  const pages = useEarlierEntries(only)
  const entries = [...entitiesOf(room, 'entry'), ...pages.entries]
  const chosen = entries.filter(({ kind }) => only === null || kind === only)
  const counts = stageCountsIn(room)?.entries
  const hidden = only === null || !counts ? 0 : sum(counts) - counts[only]
  const rows: Row[] = [
    ...chosen.map((entry) => ({ saidAt: entry.saidAt, entry })),
    ...recorder.queue.filter(({ failed }) => !failed).map((queued) => ({ saidAt: queued.saidAt, queued })),
  ]
  rows.sort((a, b) => (a.saidAt < b.saidAt ? -1 : a.saidAt > b.saidAt ? 1 : 0))
  if (!newestLast) rows.reverse()
  const count = rows.length
  const newest = newestOf(rows.at(-1))
  // What comes at the other end, because it was asked for, moves nothing.
  useEffect(() => {
    if (newestLast && newest !== null) last.current?.scrollIntoView({ block: 'nearest' })
  }, [newestLast, newest])
  if (count === 0 && hidden === 0) return <Empty icon="record" title={t('record.empty')} />
  return (
    <>
      {newestLast && <ShowEarlier key={only} pages={pages} what="entries" />}
      <RecordList label={t('record.title')}>
        {rows.map((row) =>
          'entry' in row ? (
            <Entry key={row.entry.id} entry={row.entry} />
          ) : (
            <NotYet key={`queued ${row.queued.id}`} queued={row.queued} />
          ),
        )}
      </RecordList>
      {!newestLast && <ShowEarlier pages={pages} what="entries" />}
      {hidden > 0 && (
        <p className="dl-quiet dl-pad">
          {t('record.hidden', { count: hidden })}{' '}
          <Button size="s" kind="quiet" onClick={() => onAll?.()}>
            {t('record.show_all')}
          </Button>
        </p>
      )}
      <div ref={last} />
    </>
  )
}

const sum = (counts: Readonly<Record<EntryKind, number>>): number =>
  Object.values(counts).reduce((total, each) => total + each, 0)

/** Which kind of entry is shown. */
export function KindFilter({
  value,
  onChange,
}: {
  value: EntryKind | null
  onChange: (to: EntryKind | null) => void
}) {
  const { room } = useRoom()
  const { t } = useWords()
  const counts = stageCountsIn(room)?.entries
  if (!counts || sum(counts) === 0) return null
  return (
    <select
      className="usa-select dl-rap__filter"
      aria-label={t('record.filter')}
      value={value ?? 'all'}
      onChange={(event) => onChange(ENTRY_KINDS.find((kind) => kind === event.target.value) ?? null)}
    >
      <option value="all">{t('record.all_kinds')}</option>
      {ENTRY_KINDS.map((kind) => (
        <option key={kind} value={kind}>
          {t('record.kind_count', { kind: t(`entry_kind.${kind}`), count: counts[kind] })}
        </option>
      ))}
    </select>
  )
}

function NotYet({ queued }: { queued: Queued }) {
  const { room, facts } = useRoom()
  const { t, locale } = useWords()
  const name = queued.speaker ? nameOf(room, queued.speaker, locale, t) : null
  return (
    <RecordEntry
      pending
      time={wallClock(Temporal.Instant.from(queued.saidAt).epochMilliseconds, facts.zone, locale)}
      icon={ICONS[queued.kind]}
      kind={[t(`entry_kind.${queued.kind}`), name].filter(Boolean).join(' · ')}
      text={queued.text}
      state={<Tag icon="clock">{t('record.waits')}</Tag>}
    />
  )
}

function Entry({ entry }: { entry: EntryView }) {
  const { room, facts, state } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const who = entry.kind === 'promise' && entry.owner ? entry.owner : entry.speaker
  const name = who ? nameOf(room, who, locale, t, entry.speakerName) : null
  const mayAsk = entry.kind === 'quote' && entry.publication === 'not asked' && state.kind === 'open'
  return (
    <RecordEntry
      time={wallClock(Temporal.Instant.from(entry.saidAt).epochMilliseconds, facts.zone, locale)}
      icon={ICONS[entry.kind]}
      kind={[t(`entry_kind.${entry.kind}`), name].filter(Boolean).join(' · ')}
      text={entry.text ?? t('text_removed')}
      was={entry.corrected ? (entry.before ?? undefined) : undefined}
      state={<EntryState entry={entry} />}
      actions={
        mayAsk && (
          <Button
            size="s"
            off={busy}
            onClick={() => void command('askToPublish', { entry: entry.id }, t('done.asked_to_publish'))}
          >
            {t('record.ask_to_publish')}
          </Button>
        )
      }
    />
  )
}

const TONES = { 'not asked': 'neutral', asked: 'warn', granted: 'good', refused: 'bad' } as const

function EntryState({ entry }: { entry: EntryView }) {
  const { t, locale } = useWords()
  if (entry.publication) {
    return <Tag tone={TONES[entry.publication]}>{t(`publication.${entry.publication}`)}</Tag>
  }
  if (entry.kind !== 'promise' || !entry.due) return null
  return <Tag icon="calendar">{t('record.due', { day: calendarDay(entry.due, locale) })}</Tag>
}
