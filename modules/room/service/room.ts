import type { RecordEvent, RecordFact, RoomCommand, StorageTrouble } from '../contract.ts'
import { apply } from '../rules/apply.ts'
import { decide, madeBy } from '../rules/decide.ts'
import { type Decision, isRefusal } from '../rules/decision.ts'
import { type NewRecordEvent, type Recorded, RecordRefused, StreamMoved } from '../rules/record.ts'
import { emptyState, type RoomSetting, type RoomState } from '../rules/state.ts'
import { allKeys } from '../rules/view.ts'
import type { Seen } from '../rules/view-parts.ts'
import type { RoomActor } from '../rules/who.ts'
import { type Answered, createAnswered } from './answered.ts'
import { createKeeping } from './keeping.ts'
import { cannotRecord, notSaved, type Outcome, type RoomParts, taken } from './room-parts.ts'

interface Waiting {
  readonly command: string | null
  /** Null: the room itself. */
  readonly actor: RoomActor | null
  readonly decide: (state: RoomState) => Decision
  events: readonly NewRecordEvent[]
  readonly settle: (outcome: Outcome) => void
}

/** One transaction takes at most this many events. */
const BATCH = 2_000

/** Who waits longer than this for the database is told that it is slow. */
const SLOW_MS = 2_000
/** So often is looked whether a database that was gone is back. */
const LOOK_EVERY_MS = 500

/**
 * The room of one call. Knows neither socket nor SQL; the only writer of its record while it is open.
 *
 * Two states are kept. `decided` holds everything decided so far, so that a command is decided against what came before
 * it though that may not be durable yet. `durable` holds what the database has confirmed, and views are taken from it
 * alone: nobody ever sees what could still be lost. Commands are appended in batches, the next one collecting while the
 * former commits. If a batch fails, the room reads its record anew: what had been saved after all is acknowledged, what
 * had not is refused with `room.not_saved` — or decided again, if the reason was another writer. While the database is away
 * or full the room stays readable and refuses at once; it looks for itself when it can go on.
 */
export interface Room {
  readonly seen: () => Seen
  /** Resolves when durable or refused. The same id twice is one command. */
  submit(actor: RoomActor, id: string, command: RoomCommand): Promise<Outcome>
  /** Something the room itself noticed. */
  notice(decide: (state: RoomState, now: string) => Decision): Promise<Outcome>
  /** Reads what somebody else appended. */
  catchUp(): Promise<void>
  setFacts(facts: RoomSetting): void
  /** Texts were erased: reads again which are left. */
  rereadTexts(): Promise<void>
  /** Nothing is being written. */
  idle(): Promise<void>
  /** Why nothing new can be recorded just now; null when it can. */
  storage(): StorageTrouble | null
  /** Looks for nothing any more by itself, and keeps its state once nothing is being written. */
  close(): Promise<void>
}

export async function openRoom(parts: RoomParts): Promise<Room> {
  const { call, store } = parts
  let { facts } = parts
  const before = await store.snapshot(call)
  const durable = before ?? emptyState()
  let decided = durable
  const texts = new Map(before ? await store.texts(call) : [])
  const answered = createAnswered(parts.mostAnswered)
  const keeping = createKeeping(store, call, durable.seq, parts.keepPace)
  const pending = new Map<string, { by: string; outcome: Promise<Outcome> }>()
  let queue: Waiting[] = []
  let writing: Promise<void> | null = null
  let storage: StorageTrouble | null = null
  let closed = false

  const stored = (trouble: StorageTrouble | null): void => {
    if (trouble === storage) return
    const looking = cannotRecord(storage)
    storage = trouble
    parts.onStorage?.(trouble)
    if (!looking && cannotRecord(trouble)) void lookUntilBack()
  }

  /** Meanwhile nothing is being written, so that reading anew disturbs nothing. */
  const lookUntilBack = async (): Promise<void> => {
    while (!closed && storage !== null) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref())
      await writing
      try {
        await store.probe()
        const touched = await load()
        if (touched.size > 0) parts.onChange([...touched])
        stored(null)
      } catch (error) {
        stored(store.troubleOf(error))
      }
    }
  }

  const remember = ({ event, command }: Recorded): void => {
    if (command) answered.set(command, { seq: event.seq, made: madeBy([event]), by: event.actor.id ?? '' })
  }

  const record = (each: Recorded, touched: Set<string>): void => {
    const { event } = each
    for (const key of apply(durable, event)) touched.add(key)
    if (event.text !== null) texts.set(event.seq, event.text)
    remember(each)
  }

  const load = async (): Promise<Set<string>> => {
    const touched = new Set<string>()
    for (const each of await store.load(call, durable.seq)) record(each, touched)
    // What was decided and not saved is forgotten: begin again from what is durable.
    decided = structuredClone(durable)
    return touched
  }

  const sequence = (list: readonly RecordFact[], { actor: by, command }: Waiting) => {
    const at = parts.now()
    const actor = by?.ref ?? ({ kind: 'system', id: 'room' } as const)
    return list.map(({ type, data, text, person }, index): NewRecordEvent => {
      // A fact is an event without its place; the pair of type and data stays what it was.
      const event = { seq: decided.seq + 1, at, actor, type, data, text: text ?? null } as RecordEvent
      apply(decided, event)
      return { event, command: index === 0 ? command : null, person: person ?? null }
    })
  }

  const enqueue = (waiting: Pick<Waiting, 'actor' | 'command' | 'decide'>): Promise<Outcome> =>
    new Promise((settle) => place({ ...waiting, events: [], settle }))

  const place = (waiting: Waiting): void => {
    const decision = cannotRecord(storage) ? notSaved : waiting.decide(decided)
    if (isRefusal(decision)) {
      waiting.settle(decision)
      return
    }
    waiting.events = sequence(decision.facts, waiting)
    queue.push(waiting)
    writing ??= write()
  }

  const takeBatch = (): Waiting[] => {
    const batch: Waiting[] = []
    for (let size = 0; queue.length > 0 && size < BATCH; ) {
      const next = queue.shift()
      if (!next) break
      batch.push(next)
      size += next.events.length
    }
    return batch
  }

  const write = async (): Promise<void> => {
    // Whatever else arrives in this turn of the event loop joins the first batch.
    await Promise.resolve()
    while (queue.length > 0) await writeBatch(takeBatch())
    // In the same turn as the look at the queue: what comes next starts a new writing.
    writing = null
  }

  const writeBatch = async (batch: readonly Waiting[]): Promise<void> => {
    const events = batch.flatMap((waiting) => waiting.events)
    const touched = new Set<string>()
    const began = performance.now()
    const late = setTimeout(() => stored('slow'), SLOW_MS)
    try {
      if (events.length > 0) await store.append(call, events)
      for (const each of events) record(each, touched)
      stored(null)
    } catch (error) {
      return await recover(batch, error)
    } finally {
      clearTimeout(late)
    }
    parts.onBatch?.(events.length, performance.now() - began)
    if (touched.size > 0) parts.onChange([...touched])
    for (const waiting of batch) waiting.settle(outcomeOf(waiting))
    keeping.look(durable)
  }

  const outcomeOf = (waiting: Waiting): Outcome => ({
    seq: waiting.events[0]?.event.seq ?? durable.seq,
    made: madeBy(waiting.events.map(({ event }) => event)),
  })

  const recover = async (batch: readonly Waiting[], error: unknown): Promise<void> => {
    const unsure = [...batch, ...queue]
    queue = []
    let touched: Set<string>
    try {
      touched = await load()
      if (error instanceof StreamMoved) await lookUp(unsure)
    } catch {
      // The database is gone: nothing is known, so nothing is acknowledged. It is read again when it is back.
      stored('away')
      decided = structuredClone(durable)
      for (const waiting of unsure) waiting.settle(notSaved)
      return
    }
    if (touched.size > 0) parts.onChange([...touched])
    // It answers, so only one thing may still be in the way.
    const moved = error instanceof StreamMoved || error instanceof RecordRefused
    stored(!moved && store.troubleOf(error) === 'full' ? 'full' : null)
    for (const waiting of unsure) {
      try {
        settleAgain(waiting, error)
      } catch {
        waiting.settle(notSaved)
      }
    }
  }

  /** One that is older than what is remembered came again: the record knows what it came to. */
  const lookUp = async (unsure: readonly Waiting[]): Promise<void> => {
    const unknown = unsure.flatMap(({ command }) => (command && !answered.get(command) ? [command] : []))
    if (unknown.length > 0) for (const each of await store.answered(call, unknown)) remember(each)
  }

  /** After reading anew: was it saved after all, may it be decided again, or must it be refused? */
  const settleAgain = (waiting: Waiting, error: unknown): void => {
    const known = waiting.command ? answered.get(waiting.command) : undefined
    if (known) waiting.settle(answerOf(known, waiting.actor))
    else if (error instanceof StreamMoved) place(waiting)
    else waiting.settle(error instanceof RecordRefused ? error.refusal : notSaved)
  }

  await load()

  return {
    seen: () => ({ state: durable, facts, directory: parts.directory, texts }),
    submit(actor, id, command) {
      const known = answered.get(id)
      if (known) return Promise.resolve(answerOf(known, actor))
      const underway = pending.get(id)
      if (underway) return underway.by === actor.ref.id ? underway.outcome : Promise.resolve(taken)
      const outcome = enqueue({
        actor,
        command: id,
        decide: (state) => decide({ state, facts, actor, now: parts.now(), newId: parts.newId }, command),
      })
      pending.set(id, { by: actor.ref.id ?? '', outcome })
      return outcome.finally(() => pending.delete(id))
    },
    notice: (decideNow) =>
      enqueue({ actor: null, command: null, decide: (state) => decideNow(state, parts.now()) }),
    async catchUp() {
      await writing
      const touched = new Set<string>()
      const later = await store.load(call, durable.seq)
      if (later.length === 0 || later[0]?.event.seq !== durable.seq + 1 || writing) return
      for (const each of later) {
        record(each, touched)
        apply(decided, each.event)
      }
      parts.onChange([...touched])
    },
    setFacts(next) {
      facts = next
    },
    async rereadTexts() {
      // What is recorded meanwhile is newer than the reading.
      const last = durable.seq
      const left = await store.texts(call)
      for (const seq of texts.keys()) if (seq <= last && !left.has(seq)) texts.delete(seq)
      parts.onChange(allKeys({ state: durable, facts, directory: parts.directory, texts }))
    },
    async idle() {
      await writing
    },
    storage: () => storage,
    async close() {
      closed = true
      await writing
      await keeping.close(durable)
    },
  }
}

/** A command that comes again is told what it came to; whoever else uses its id, nothing. */
const answerOf = ({ by, seq, made }: Answered, actor: RoomActor | null): Outcome =>
  by === actor?.ref.id ? { seq, made } : taken
