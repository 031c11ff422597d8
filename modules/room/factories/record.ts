import { packState, unpackState } from '../rules/packed.ts'
import { type NewRecordEvent, type Recorded, type RecordStore, StreamMoved } from '../rules/record.ts'

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
  const commands = new Set<string>()
  let failure: { error: Error; keep: 'lost' | 'kept' } | null = null
  let gate: Promise<void> = Promise.resolve()
  let packed: string | null = null
  const write = (events: readonly NewRecordEvent[]) => {
    // As the database has it: no place twice, no command twice.
    const last = kept.at(-1)?.event.seq ?? 0
    if (events.some(({ event, command }) => event.seq <= last || (command && commands.has(command))))
      throw new StreamMoved()
    for (const { event, command } of events) {
      kept.push({ event, command })
      if (command) commands.add(command)
    }
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
    answered: async (_call, commands) =>
      kept.filter(({ command }) => command !== null && commands.includes(command)),
    texts: async () =>
      new Map(kept.flatMap(({ event }) => (event.text === null ? [] : [[event.seq, event.text] as const]))),
    snapshot: async () => (packed === null ? null : unpackState(packed)),
    async keep(_call, now) {
      packed = packState(now)
    },
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
