import { z } from 'zod'
import { system } from '../../../kernel/actor.ts'
import { inBatches } from '../../../kernel/batches.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import { instantString } from '../../../kernel/schemas.ts'
import type { StoredEvent, Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { RegistrationState } from '../contract.ts'
import { registeredAfter } from '../reads/batch.ts'
import { moveById } from '../reads/moves.ts'
import { wasAsked } from '../rules/coming.ts'
import { insertMove } from '../store/coming.ts'
import { deleteNeeds } from '../store.ts'

const me = system('registration')
const HOPEFUL: readonly RegistrationState[] = ['pending', 'approved', 'waitlisted']
const SEATED: readonly RegistrationState[] = ['approved']

/** What registrants are told of a call: by a job, batch by batch, however many they are. */
const news = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancelled'), call: z.uuid() }),
  z.object({ kind: z.literal('changed'), call: z.uuid(), seq: z.int() }),
  z.object({ kind: z.literal('moved'), call: z.uuid(), move: z.uuid() }),
])
type News = z.infer<typeof news>

const enqueue = (tx: Tx, data: News): Promise<void> => tx.enqueue('registration.tell-registrants', data)

/** A cancelled call tells everybody who still hoped to come. */
export const tellCallCancelled = (tx: Tx, call: Id): Promise<void> => enqueue(tx, { kind: 'cancelled', call })

const settled = z.object({
  call: z.uuid(),
  startsAt: instantString.nullable(),
  before: z.object({ startsAt: instantString, minutes: z.int() }).nullable(),
})

/**
 * A published call stands still after it changed. If it moved, everybody who hopes to come is asked whether they still do;
 * else whoever has a seat gets the calendar entry anew.
 */
export async function tellChange(tx: Tx, { data, seq }: StoredEvent): Promise<void> {
  const { call, startsAt, before } = settled.parse(data)
  if (!before || !startsAt) return enqueue(tx, { kind: 'changed', call, seq })
  const move = await insertMove(tx, {
    call,
    wasAt: Temporal.Instant.from(before.startsAt),
    wasMinutes: before.minutes,
    startsAt: Temporal.Instant.from(startsAt),
  })
  await enqueue(tx, { kind: 'moved', call, move })
}

/** Whatever kills it in the middle, it begins anew, and nobody's mail is written twice: its key is the cause and the registration. */
export function tellRegistrants(app: AppContext, data: Readonly<Record<string, unknown>>): Promise<void> {
  const told = news.parse(data)
  return inBatches(app, me, (tx, after) => tellBatch(tx, told, after))
}

/** @returns the last registration looked at; null when there are no more */
async function tellBatch(tx: Tx, told: News, after: Id | null): Promise<Id | null> {
  const { states, template, cause, about, move } = await wordsFor(tx, told)
  const batch = await registeredAfter(tx, told.call, states, after)
  for (const { id: registration, person, submittedAt } of batch) {
    if (move && !wasAsked(submittedAt, move)) continue
    await tx.use(mailCommands).send(tx, me, {
      template,
      to: { person },
      about: { registration, call: told.call, ...about },
      key: `${template}:${registration}${cause}`,
    })
  }
  return batch.at(-1)?.id ?? null
}

/** Whom a piece of news is for, and with which mail; of a move only whoever registered before it was known. */
async function wordsFor(tx: Tx, told: News) {
  switch (told.kind) {
    case 'cancelled':
      return { states: HOPEFUL, template: 'registration.call_cancelled', cause: '' }
    case 'changed':
      return { states: SEATED, template: 'registration.changed', cause: `:${told.seq}` }
    case 'moved':
      return {
        states: HOPEFUL,
        template: 'registration.rescheduled',
        cause: `:${told.move}`,
        about: { move: told.move },
        move: await moveById(tx, told.move),
      }
  }
}

/** How long after a call accessibility needs are kept. Source: architecture.md. */
const NEEDS_KEPT_DAYS = 30

/** Deletes the accessibility needs told for calls that are long over. */
export async function eraseOldNeeds(tx: Tx): Promise<number> {
  const over = await tx.use(callsCommands).list(tx, me, { states: ['ended', 'cancelled'] })
  const before = tx.now.subtract({ hours: 24 * NEEDS_KEPT_DAYS })
  const old = over.filter((call) => call.endsAt && Temporal.Instant.compare(call.endsAt, before) < 0)
  return deleteNeeds(
    tx,
    old.map((call) => call.id),
  )
}
