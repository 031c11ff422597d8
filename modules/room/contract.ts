import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Actor, CallRole } from '../../kernel/actor.ts'
import { commandSet } from '../../kernel/commands.ts'
import type { Id } from '../../kernel/ids.ts'
import { placeQuery } from '../../kernel/pages.ts'
import { id, paged } from '../../kernel/schemas.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { CommandName } from './contract/commands.ts'
import { recordEvent } from './contract/events.ts'
import { loadContract } from './contract/load.ts'
import { pagesContract } from './contract/pages.ts'
import { peopleContract } from './contract/people.ts'
import { stageContract } from './contract/stage.ts'
import { ROOM_AUDIENCES } from './contract/views.ts'
import type { FirmShownTo, Visibility } from './contract/words.ts'

export * from './contract/commands.ts'
export * from './contract/events.ts'
export * from './contract/floor-views.ts'
export * from './contract/frames.ts'
export * from './contract/guests.ts'
export * from './contract/lists.ts'
export * from './contract/load.ts'
export * from './contract/stage.ts'
export * from './contract/stage-events.ts'
export * from './contract/views.ts'
export * from './contract/words.ts'

const frame = z.strictObject({
  seq: z.int(),
  at: z.string(),
  /** As whom the caller sees it; `door`: has a link but has not entered. */
  whole: z.enum([...ROOM_AUDIENCES, 'door']),
  put: z.record(z.string(), z.unknown()),
})

const text = z.strictObject({ en: z.string(), ur: z.string().nullable() })

const roomFacts = z.strictObject({
  call: id,
  number: z.int(),
  topic: text,
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  /** IANA zone of the host and what the place is called; then the home capital's. */
  zone: z.string(),
  hostPlace: text,
  homeZone: z.string(),
  homePlace: z.string(),
  /** The stage in another product. */
  stageLink: z.string().nullable(),
})
export type RoomFacts = z.infer<typeof roomFacts>

export const contract = {
  /** A command for those who have no socket open; the same as over the socket, idempotent by `id`. */
  command: oc
    .route({ method: 'POST', path: '/calls/{call}/commands', summary: 'Ask something of the room of a call' })
    .input(z.strictObject({ call: id, id, name: z.string().max(40), input: z.unknown() }))
    .output(z.strictObject({ seq: z.int(), made: id.nullable() })),

  /** All that the caller's audience sees, in one piece; also before and after the call. */
  snapshot: oc
    .route({ method: 'GET', path: '/calls/{call}/room', summary: 'The room as you may see it' })
    .input(z.strictObject({ call: id }))
    .output(frame),

  /** What every screen of the room says of the call around it. `stageLink` only for those who are admitted. */
  facts: oc
    .route({ method: 'GET', path: '/calls/{call}/facts', summary: 'The call around the room' })
    .input(z.strictObject({ call: id }))
    .output(roomFacts),

  /** The record itself, oldest first. Mission only. `cursor` is the last `seq` seen. */
  record: oc
    .route({ method: 'GET', path: '/calls/{call}/record', summary: 'The record of a call' })
    .input(z.strictObject({ call: id, ...placeQuery }))
    .output(paged(recordEvent)),

  /** Takes the words of one event out of the record for ever; the event stays, as removed. Officers only. */
  eraseWords: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/record/{seq}/erase',
      summary: 'Take the words of an event out of the record',
    })
    .input(z.strictObject({ call: id, seq: z.coerce.number().int().min(1) }))
    .output(z.strictObject({ seq: z.int() })),

  ...loadContract,
  ...pagesContract,
  ...peopleContract,
  ...stageContract,
}

/** A question sent along with a registration: it waits as pending when the call begins. */
export interface QuestionInAdvance {
  readonly call: string
  readonly person: string
  readonly organization: string | null
  readonly text: string
  readonly visibility: Visibility
  readonly showFirm: FirmShownTo
}

/** One thing that somebody did on a call that is long over: a command as it would have been sent then. */
export interface PastAct {
  readonly at: Temporal.Instant
  readonly by: {
    readonly person: Id
    readonly roles: readonly CallRole[]
    readonly organization: Id | null
    readonly panelMember: Id | null
  }
  readonly name: CommandName
  readonly input: object
  /** The id of what it makes, so that later acts can name it. */
  readonly makes?: Id
}

/** What other slices may ask of the room inside their own transaction. */
export interface RoomCommands {
  /** Puts a question into the record before the call (or late, while it is on). Returns its id. */
  askInAdvance(tx: Tx, actor: Actor, question: QuestionInAdvance): Promise<{ question: string }>
  /**
   * Who asked takes her question back while nobody has done anything with it: it is put aside, and stands in the record as it was asked.
   * @throws AppError `not_found` not hers; `conflict` `room.question_taken_up`
   */
  withdrawInAdvance(
    tx: Tx,
    actor: Actor,
    input: { readonly call: string; readonly question: string; readonly person: string },
  ): Promise<void>
  /**
   * Writes the whole record of a call that was held before, in the order of `acts`, as the rules decide each. The call
   * follows its record. For samples and imports. @throws AppError `conflict` when a rule refuses or a record exists
   */
  keepPast(tx: Tx, actor: Actor, past: { call: Id; acts: readonly PastAct[] }): Promise<void>
}
export const roomCommands = commandSet<RoomCommands>('room')
