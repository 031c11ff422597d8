import { useCallback, useRef, useState } from 'react'
import { useAnnounce } from '../../../../ui/index.ts'
import {
  type ClientRoom,
  type CommandInput,
  type EntryKind,
  type EntryView,
  entitiesOf,
  entityOf,
  type Speaker,
} from '../../contract.ts'
import { wallClock } from '../facts.ts'
import { CommandRefused, useRoom } from '../link.tsx'
import { useWords } from '../use-words.ts'

/** What the composer takes down: an entry of the record, or the answer to the question being answered. */
export type Kind = EntryKind | 'answer'

/** Taken down and not yet durable; or refused, with the reason, until somebody takes it up again. */
export interface Queued {
  readonly key: string
  readonly kind: Kind
  readonly text: string
  readonly saidAt: string
  readonly speaker: Speaker | null
  readonly made: string | null
  /** The entry whose text this is to become. */
  readonly corrects: string | null
  readonly failed: string | null
}

export interface Recorder {
  /** In the order typed, each with its own minute. Without those that stand in the record by now. */
  readonly queue: readonly Queued[]
  record(input: CommandInput<'recordEntry'> & { saidAt: string }): void
  answer(question: string, summary: string, saidAt: string): void
  correct(entry: EntryView, text: string): void
  /** Forgets a refused one: it is being typed anew. */
  drop(key: string): void
}

/**
 * The record holds it. A frame may show it before its acknowledgement comes (always after a resume): until then what was
 * typed in that millisecond is known by its kind.
 */
function stands(room: ClientRoom, { made, corrects, kind, text, saidAt }: Queued): boolean {
  if (corrects !== null) return entityOf(room, 'entry', corrects)?.text === text
  if (made !== null) return entityOf(room, 'entry', made) !== null
  const at = Temporal.Instant.from(saidAt)
  return entitiesOf(room, 'entry').some(
    (entry) => entry.kind === kind && Temporal.Instant.from(entry.saidAt).equals(at),
  )
}

/** Sends what is typed and frees the field at once. While the line is cut the socket keeps it, and sends it in order. */
export function useRecorder(): Recorder {
  const { room, run, facts } = useRoom()
  const { t, locale } = useWords()
  const announce = useAnnounce()
  const [queue, setQueue] = useState<readonly Queued[]>([])
  const next = useRef(0)
  const change = useCallback(
    (key: string, how: (queued: Queued) => Queued | null) =>
      setQueue((before) => before.flatMap((each) => (each.key === key ? (how(each) ?? []) : each))),
    [],
  )
  const send = (
    about: Pick<Queued, 'kind' | 'text' | 'saidAt' | 'speaker'> & { corrects?: string },
    sending: Promise<{ made: string | null }>,
  ) => {
    const key = String(next.current++)
    setQueue((before) => [...before, { corrects: null, ...about, key, made: null, failed: null }])
    const at = wallClock(Temporal.Instant.from(about.saidAt).epochMilliseconds, facts.zone, locale)
    sending
      .then(({ made }) => {
        announce(t('record.recorded', { kind: t(`entry_kind.${about.kind}`), at }))
        change(key, (queued) => (made ? { ...queued, made } : null))
      })
      .catch((error: unknown) => {
        const reason = error instanceof CommandRefused ? error.reason.replace(/^room\./, '') : 'not_saved'
        const failed = t(`errors.${reason}`)
        announce(failed)
        change(key, (queued) => ({ ...queued, failed }))
      })
  }
  return {
    queue: queue.filter((queued) => !stands(room, queued)),
    record(input) {
      const { kind, text, saidAt, speaker = null } = input
      send({ kind, text, saidAt, speaker }, run('recordEntry', input))
    },
    answer(question, summary, saidAt) {
      const about = { kind: 'answer', text: summary, saidAt, speaker: null } as const
      send(about, run('answerLive', { question, summary, saidAt }))
    },
    correct(entry, text) {
      const { kind, saidAt, speaker } = entry
      const corrected = run('correctEntry', { entry: entry.id, text })
      send(
        { kind, text, saidAt, speaker, corrects: entry.id },
        corrected.then(() => ({ made: null })),
      )
    },
    drop: (key) => change(key, () => null),
  }
}
