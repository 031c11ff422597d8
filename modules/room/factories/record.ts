import type { NewRecordEvent, Recorded, RecordStore } from '../rules/record.ts'

/** A record in memory that fails when it is told to: what a database can do to a room. */
export interface TestRecord extends RecordStore {
  readonly kept: Recorded[]
  /** The sizes of the batches, in order. */
  readonly batches: number[]
  /** Rejects the next append with this, before or after keeping it (`kept`: the answer was lost, not the data). */
  failNext(error: Error, keep?: 'lost' | 'kept'): void
  /** Appends wait until `release`. */
  hold(): { release(): void }
  /** Somebody else writes. */
  writeAside(events: readonly NewRecordEvent[]): void
}

export function testRecord(): TestRecord {
  const kept: Recorded[] = []
  const batches: number[] = []
  let failure: { error: Error; keep: 'lost' | 'kept' } | null = null
  let gate: Promise<void> = Promise.resolve()
  const write = (events: readonly NewRecordEvent[]) => {
    for (const { event, command } of events) kept.push({ event, command })
  }
  return {
    kept,
    batches,
    failNext(error, keep = 'lost') {
      failure = { error, keep }
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return { release: resolve }
    },
    writeAside: write,
    probe: async () => undefined,
    troubleOf: (error) => (error instanceof Error && error.message === 'full' ? 'full' : 'away'),
    load: async (_call, seq) => kept.filter(({ event }) => event.seq > seq),
    async append(_call, events) {
      await gate
      const failed = failure
      failure = null
      if (!failed || failed.keep === 'kept') {
        batches.push(events.length)
        write(events)
      }
      if (failed) throw failed.error
    },
  }
}
