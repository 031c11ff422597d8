import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useAnnounce, useSession } from '../../../../ui/index.ts'
import {
  type ClientRoom,
  type CommandInput,
  type EntryKind,
  type EntryView,
  entitiesOf,
  entityOf,
} from '../../contract.ts'
import { wallClock } from '../facts.ts'
import { CommandRefused, useRoom } from '../link.tsx'
import { useWords } from '../use-words.ts'
import { forgetLine, type KeptLine, keepLine, keptLines } from './kept.ts'

/** What the composer takes down: an entry of the record, or the answer to the question being answered. */
export type Kind = EntryKind | 'answer'

/** Taken down and not yet durable; or refused, with the reason, until somebody takes it up again. */
export interface Queued extends Omit<KeptLine, 'call' | 'person'> {
  readonly made: string | null
  /** Where in the record it stands, once it does. */
  readonly savedAt: number | null
  readonly failed: string | null
}

export interface Recorder {
  /** In the order typed, each with its own minute. Without those that stand in the record by now. */
  readonly queue: readonly Queued[]
  record(input: CommandInput<'recordEntry'> & { saidAt: string }): void
  answer(question: string, summary: string, saidAt: string): void
  correct(entry: EntryView, text: string): void
  /** Forgets a refused one: it is being typed anew. */
  drop(id: string): void
}

/**
 * The record holds it. A frame may show it before its acknowledgement comes (always after a resume): until then what was
 * typed in that millisecond is known by its kind.
 */
function stands(room: ClientRoom, { made, savedAt, corrects, kind, text, saidAt }: Queued): boolean {
  if (corrects !== null) return entityOf(room, 'entry', corrects)?.text === text
  // Of a long record the socket does not carry every entry: what was saved by then is in it.
  if (made !== null)
    return entityOf(room, 'entry', made) !== null || (savedAt !== null && room.seq >= savedAt)
  const at = Temporal.Instant.from(saidAt)
  return entitiesOf(room, 'entry').some(
    (entry) => entry.kind === kind && Temporal.Instant.from(entry.saidAt).equals(at),
  )
}

/**
 * Sends what is typed and frees the field at once. While the line is cut the socket keeps it, and sends it in order; what a
 * reload interrupts lies in this browser until the server has it, and is sent again under the same id: it becomes one entry.
 */
export function useRecorder(): Recorder {
  const { room, facts, now } = useRoom()
  const { who } = useSession()
  const owner = who.kind === 'grant' ? who.grant : 'desk'
  const person = entityOf(room, 'me')?.person ?? null
  const [queue, setQueue] = useState<readonly Queued[]>([])
  const deliver = useDelivery(owner, setQueue)
  useEffect(() => {
    if (person !== null) for (const line of keptLines(owner, facts.call, person)) deliver(line)
  }, [owner, person, facts.call, deliver])
  const take = (line: Pick<KeptLine, 'kind' | 'text' | 'saidAt' | 'command'> & Partial<KeptLine>) => {
    if (person === null) return
    const whole = { speaker: null, corrects: null, ...line, id: crypto.randomUUID(), typedAt: now() }
    const kept = { ...whole, call: facts.call, person }
    keepLine(owner, kept)
    deliver(kept)
  }
  return {
    queue: queue.filter((queued) => !stands(room, queued)),
    record({ kind, text, saidAt, speaker = null, aspect = null, owner: by = null, due = null }) {
      const input = { kind, text, saidAt, speaker, aspect, owner: by, due }
      take({ kind, text, saidAt, speaker, command: { name: 'recordEntry', input } })
    },
    answer(question, summary, saidAt) {
      const input = { question, summary, saidAt, speaker: null }
      take({ kind: 'answer', text: summary, saidAt, command: { name: 'answerLive', input } })
    },
    correct({ id: entry, kind, saidAt, speaker }, text) {
      take({
        kind,
        text,
        saidAt,
        speaker,
        corrects: entry,
        command: { name: 'correctEntry', input: { entry, text } },
      })
    },
    drop(id) {
      forgetLine(owner, id)
      setQueue((before) => before.filter((each) => each.id !== id))
    },
  }
}

/** Sends a line once in this window, and says what came of it. */
function useDelivery(
  owner: string,
  setQueue: (how: (before: readonly Queued[]) => readonly Queued[]) => void,
): (line: KeptLine) => void {
  const { run, facts } = useRoom()
  const { t, locale } = useWords()
  const announce = useAnnounce()
  const said = useRef({ run, t, locale, announce, zone: facts.zone })
  said.current = { run, t, locale, announce, zone: facts.zone }
  const sent = useMemo(() => new Set<string>(), [])
  return useCallback(
    ({ call: _call, person: _person, ...line }) => {
      if (sent.has(line.id)) return
      sent.add(line.id)
      const change = (how: (queued: Queued) => Queued | null) =>
        setQueue((before) => before.flatMap((each) => (each.id === line.id ? (how(each) ?? []) : each)))
      setQueue((before) => [...before, { ...line, made: null, savedAt: null, failed: null }])
      const { name, input } = line.command
      said.current.run(name, input, line.id).then(
        ({ made, seq }) => {
          forgetLine(owner, line.id)
          const { t, locale, announce, zone } = said.current
          const at = wallClock(Temporal.Instant.from(line.saidAt).epochMilliseconds, zone, locale)
          announce(t('record.recorded', { kind: t(`entry_kind.${line.kind}`), at }))
          change((queued) => (made ? { ...queued, made, savedAt: seq } : null))
        },
        (error: unknown) => {
          const { t, announce } = said.current
          const reason = error instanceof CommandRefused ? error.reason.replace(/^room\./, '') : 'not_saved'
          const failed = t(`errors.${reason}`)
          announce(failed)
          change((queued) => ({ ...queued, failed }))
        },
      )
    },
    [owner, sent, setQueue],
  )
}
