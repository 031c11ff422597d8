import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { markedAmong } from '../../mail/views.ts'
import {
  MESSAGE_STATES,
  type MessageRecipients,
  type MessageRow,
  type MessageShown,
  type MessageState,
  type MessageText,
  type StandardText,
} from '../contract.ts'
import {
  cameTo,
  messageById,
  messagesOf,
  type Registrant,
  registrantsOf,
  type StoredMessage,
  toRows,
  troublesOf,
} from '../reads/messages.ts'
import { canBeWrittenTo, chosen, statesOf } from '../rules/messages-people.ts'
import { faultsOf } from '../rules/messages-text.ts'
import { insertMessage, insertRecipients } from '../store/messages.ts'
import { mayWrite, requireOfficer, requireReader } from './permission.ts'

/** The call, for whoever writes to its registrants. @throws AppError `not_found`, `forbidden` */
export async function writableCall(tx: Tx, actor: Actor, call: Id): Promise<CallFacts> {
  const facts = await tx.use(callsCommands).get(tx, actor, { call })
  requireOfficer(actor, facts.program.id)
  return facts
}

/** @throws AppError `invalid` for a placeholder that is none, or stands where it cannot */
export function requireSound(text: MessageText): void {
  const [fault, ...more] = faultsOf(text, 'text')
  if (fault) {
    throw new AppError('invalid', fault.reason, {
      params: fault.params ?? {},
      fields: [fault, ...more],
    })
  }
}

/** Messages of a call, for all who work in its program. */
export async function listMessages(
  tx: Tx,
  actor: Actor,
  call: Id,
): Promise<{ items: MessageRow[]; mayWrite: boolean }> {
  const facts = await tx.use(callsCommands).get(tx, actor, { call })
  requireReader(actor, facts.program.id)
  return { items: await messagesOf(tx, facts), mayWrite: mayWrite(actor, facts.program.id) }
}

/** @throws AppError `not_found`, also for a test, `forbidden` */
export async function readMessage(tx: Tx, actor: Actor, id: Id): Promise<MessageShown> {
  const message = await messageById(tx, id)
  if (!message || message.test) throw new AppError('not_found', 'registration.no_such_message')
  const facts = await tx.use(callsCommands).get(tx, actor, { call: message.call })
  requireReader(actor, facts.program.id)
  return {
    ...(await rowOf(tx, message, facts)),
    text: message.text,
    troubles: await troublesOf(tx, id),
  }
}

async function rowOf(tx: Tx, message: StoredMessage, call: CallFacts): Promise<MessageRow> {
  const [row] = await toRows(tx, [message], call)
  if (!row) throw new Error('a message has a row')
  return row
}

/** How many people are named beside the number. */
const NAMED = 50

/** Who would get a message to these states, and how many are in each. */
export async function recipientsFor(
  tx: Tx,
  actor: Actor,
  input: { call: Id; states: readonly MessageState[]; search: string },
): Promise<MessageRecipients> {
  const facts = await writableCall(tx, actor, input.call)
  const { rows, came, people, unreachable } = await choose(tx, facts, input.states)
  const all = rows.flatMap((row) => statesOf(row, came))
  const counted = MESSAGE_STATES.map((state) => {
    const isKnown = (state !== 'attended' && state !== 'no-show') || came !== null
    return [state, isKnown ? all.filter((each) => each === state).length : null] as const
  })
  const marked = await markedAmong(
    tx,
    people.map(({ row: { person, email } }) => ({ id: person, email })),
  )
  const inUrdu = people.filter(({ row }) => row.locale === 'ur').length
  const search = input.search.toLowerCase()
  return {
    states: Object.fromEntries(counted) as MessageRecipients['states'],
    people: people.length,
    locales: { en: people.length - inUrdu, ur: inUrdu },
    unreachable,
    marked: marked.size,
    some: people
      .map(({ row: { registration, name, organization, locale } }) => ({
        registration,
        name,
        organization,
        locale,
      }))
      .filter(({ name, organization }) => `${name} ${organization}`.toLowerCase().includes(search))
      .slice(0, NAMED),
  }
}

/** Each person of the states once, as they stand at this moment. */
async function choose(tx: Tx, facts: CallFacts, states: readonly MessageState[]) {
  const rows = await registrantsOf(tx, facts.id)
  const came = await cameTo(tx, facts)
  const all = chosen<Registrant>(rows, came, states)
  const people = all.filter(({ row }) => canBeWrittenTo(row))
  return { rows: rows.filter(canBeWrittenTo), came, people, unreachable: all.length - people.length }
}

export interface Sending {
  readonly call: Id
  readonly id: Id
  readonly text: MessageText
  readonly states: readonly MessageState[]
  readonly standard: StandardText | null
  /** How many people the officer was shown. */
  readonly people: number
}

/**
 * Sends a message: who gets it is settled here, their mails are written batch by batch afterwards. With an id that was sent
 * before nothing happens but the same answer.
 * @throws AppError `invalid` for a text that is not sound; `conflict` `registration.recipients_changed` when there are not as many
 * people as were shown, `registration.nobody_to_write_to`, `registration.message_is_another`
 */
export async function sendMessage(tx: Tx, actor: Actor, input: Sending): Promise<MessageRow> {
  const facts = await writableCall(tx, actor, input.call)
  requireSound(input.text)
  const earlier = await messageById(tx, input.id)
  if (earlier) return again(tx, facts, earlier, input)
  const { people } = await choose(tx, facts, input.states)
  if (people.length !== input.people) {
    throw new AppError('conflict', 'registration.recipients_changed', {
      params: { shown: input.people, now: people.length },
    })
  }
  if (people.length === 0) throw new AppError('conflict', 'registration.nobody_to_write_to')
  const { id, call, text, standard } = input
  const states = MESSAGE_STATES.filter((state) => input.states.includes(state))
  const by = userOf(actor)
  const isNew = await insertMessage(tx, { id, call, at: tx.now, by, test: false, states, standard, text })
  const message = await messageById(tx, id)
  if (!message) throw new Error('a message was not stored')
  if (!isNew) return again(tx, facts, message, input)
  await insertRecipients(
    tx,
    id,
    people.map(({ row, as }) => ({ person: row.person, registration: row.registration, chosenAs: as })),
  )
  await tx.emit({
    stream: `message:${id}`,
    type: 'registration.message_sent',
    audience: 'mission',
    data: { message: id, call, states, standard, people: people.length },
  })
  await tx.enqueue('registration.hand-on-message', { message: id })
  return rowOf(tx, message, facts)
}

/** A message is somebody's. @throws AppError `forbidden` */
function userOf(actor: Actor): Id {
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'registration.not_your_program')
  return actor.user
}

/** The second press: what the first one did. Somebody else's id, or another text under it, is refused. */
async function again(tx: Tx, call: CallFacts, earlier: StoredMessage, input: Sending): Promise<MessageRow> {
  const isSame =
    !earlier.test &&
    earlier.call === input.call &&
    earlier.states.length === new Set(input.states).size &&
    earlier.states.every((state) => input.states.includes(state)) &&
    JSON.stringify(textOf(earlier.text)) === JSON.stringify(textOf(input.text))
  if (!isSame) throw new AppError('conflict', 'registration.message_is_another')
  return rowOf(tx, earlier, call)
}

/** In one order of its parts: `jsonb` keeps its own. */
const textOf = ({ en, ur }: MessageText) =>
  [en?.subject, en?.body, ur?.subject, ur?.body].map((part) => part ?? null)
