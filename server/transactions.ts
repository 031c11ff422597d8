import { sql } from 'drizzle-orm'
import type { ExecuteSql, OpenDatabase } from '../adapters/database/connect.ts'
import { sqlState } from '../adapters/database/connect.ts'
import type { JobQueue } from '../adapters/jobs/pg-boss.ts'
import { type Actor, actorRef } from '../kernel/actor.ts'
import type { Clock } from '../kernel/clock.ts'
import type { CommandSet, Offer } from '../kernel/commands.ts'
import { AppError } from '../kernel/errors.ts'
import type { Ids, Signer } from '../kernel/ids.ts'
import type { AnyModule } from '../kernel/module.ts'
import { events, texts } from '../kernel/tables.ts'
import type { Command, Database, NewEvent, SequencedEvent, SignInRules, Tx } from '../kernel/tx.ts'
import { EVENTS_JOB } from './queues.ts'
import { fingerprintOfRules } from './rules.ts'

export interface Transactor {
  transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

interface Parts {
  readonly database: OpenDatabase
  readonly jobs: () => JobQueue
  readonly modules: readonly AnyModule[]
  readonly clock: Clock
  readonly ids: Ids
  readonly signer: Signer
  readonly publicUrl: string
  readonly signIn: SignInRules
  /** Commands of the server's own (mail desk). */
  readonly offers: readonly Offer[]
}

/** Builds the one way to change anything: a transaction with its events, jobs and other slices' commands. */
export function createTransactor(parts: Parts): Transactor {
  const subscribers = subscribersByType(parts.modules)
  const commands = commandsByModule(parts.modules, parts.offers)
  return {
    transaction: (actor, work) =>
      parts.database.transaction((db, execute) =>
        work(makeTx(parts, subscribers, commands, actor, db, execute)),
      ),
  }
}

function makeTx(
  parts: Parts,
  subscribers: ReadonlyMap<string, readonly string[]>,
  commands: ReadonlyMap<string, object>,
  actor: Actor,
  db: Database,
  execute: ExecuteSql,
): Tx {
  const now = parts.clock.now()
  const enqueueSubscribers = async (stream: string, types: Iterable<string>, from: number, to: number) => {
    const modules = new Set([...types].flatMap((type) => subscribers.get(type) ?? []))
    for (const module of modules) {
      await parts.jobs().enqueue(execute, `${module}.${EVENTS_JOB}`, { stream, from, to })
    }
  }
  const tx: Tx = {
    db,
    now,
    id: parts.ids,
    signer: parts.signer,
    publicUrl: parts.publicUrl,
    signIn: parts.signIn,
    rules: fingerprintOfRules(),
    async emit(event) {
      const seq = await appendNext(db, now, actor, event)
      await enqueueSubscribers(event.stream, [event.type], seq, seq)
      return { seq }
    },
    async append(stream, batch) {
      await appendAt(db, stream, batch)
      const first = batch[0]
      const last = batch.at(-1)
      if (first && last) {
        await enqueueSubscribers(stream, new Set(batch.map((event) => event.type)), first.seq, last.seq)
      }
    },
    enqueue: (job, data, options) => parts.jobs().enqueue(execute, job, data, options),
    use: <T extends object>(set: CommandSet<T>): T => bind(commands, set, tx, actor),
  }
  return tx
}

async function appendNext(
  db: Database,
  now: Temporal.Instant,
  actor: Actor,
  event: NewEvent,
): Promise<number> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${event.stream}, 0))`)
  const [row] = await db
    .insert(events)
    .values({
      stream: event.stream,
      seq: sql`(select coalesce(max(seq), 0) + 1 from ${events} where ${events.stream} = ${event.stream})`,
      at: now,
      actor: actorRef(actor),
      type: event.type,
      audience: event.audience,
      data: event.data,
    })
    .returning({ seq: events.seq })
  if (!row) throw new Error(`event ${event.type} was not stored`)
  if (event.text !== undefined) {
    await db
      .insert(texts)
      .values({ stream: event.stream, seq: row.seq, person: event.person ?? null, text: event.text })
  }
  return row.seq
}

/**
 * One statement whatever the size of the batch: its rows travel as one JSON document, texts included. The lock is the one that
 * `appendNext` takes: who adds to the end waits here instead of breaking a place. No row comes out of the join before it is held.
 */
async function appendAt(db: Database, stream: string, batch: readonly SequencedEvent[]): Promise<void> {
  if (batch.length === 0) return
  const rows = JSON.stringify(
    batch.map(({ text, at, ...event }) => ({ ...event, at: at.toString(), text: text?.toWellFormed() })),
  )
  try {
    await db.execute(sql`
      with turn as materialized (
        select pg_advisory_xact_lock(hashtextextended(${stream}, 0))
      ), batch as materialized (
        select row.* from turn, json_to_recordset(${rows}::json) as row(
          seq bigint, at timestamptz, actor jsonb, type text, audience text, data jsonb, command uuid, person uuid, text text)
      ), written as (
        insert into ${texts} (stream, seq, person, text)
        select ${stream}, seq, person, text from batch where text is not null
      )
      insert into ${events} (stream, seq, at, actor, type, audience, data, command)
      select ${stream}, seq, at, actor, type, audience, data, command from batch`)
  } catch (error) {
    if (sqlState(error) === '23505') throw new AppError('conflict', 'server.stream_moved')
    throw error
  }
}

function subscribersByType(modules: readonly AnyModule[]): ReadonlyMap<string, readonly string[]> {
  const byType = new Map<string, string[]>()
  for (const module of modules) {
    for (const type of Object.keys(module.on ?? {}))
      byType.set(type, [...(byType.get(type) ?? []), module.name])
  }
  return byType
}

/** Collects the offers and refuses to start when a slice uses commands that nobody offers. */
function commandsByModule(
  modules: readonly AnyModule[],
  offers: readonly Offer[],
): ReadonlyMap<string, object> {
  const byModule = new Map(offers.map(({ module, commands }) => [module, commands]))
  for (const module of modules) if (module.offers) byModule.set(module.offers.module, module.offers.commands)
  for (const module of modules) {
    for (const used of module.uses ?? []) {
      if (!byModule.has(used.module))
        throw new Error(`${module.name} uses ${used.module}, which offers nothing`)
    }
  }
  return byModule
}

/** Hands the commands over with this transaction and actor already filled in as their first two arguments. */
function bind<T extends object>(
  commands: ReadonlyMap<string, object>,
  set: CommandSet<T>,
  tx: Tx,
  actor: Actor,
): T {
  const offered = commands.get(set.module)
  if (!offered) throw new Error(`nobody offers ${set.module}`)
  const bound = Object.entries(offered as Record<string, Command>).map(([name, command]) => [
    name,
    (_tx: Tx, as: Actor | undefined, input: never) => command(tx, as ?? actor, input),
  ])
  return Object.fromEntries(bound) as T
}
