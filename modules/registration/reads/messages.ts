import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { staffByIds } from '../../access/views.ts'
import type { CallFacts } from '../../calls/contract.ts'
import { mailView } from '../../mail/views.ts'
import { attendedOf } from '../../outcomes/views.ts'
import { organizationView, personView } from '../../people/views.ts'
import type { MessageRow, MessageShown, OwnTemplate, Progress } from '../contract.ts'
import { type Came, nothingYet, outcomeOf } from '../rules/messages-people.ts'
import { languagesOf } from '../rules/messages-text.ts'
import { messageRecipients, messages, messageTemplates, registrations } from '../tables.ts'
import { inLanguage } from './about.ts'

export type StoredMessage = typeof messages.$inferSelect

/** The cause of one person's mail: one each, however often it is asked for. */
export const messageKey = (message: Id, person: Id): string => `registration.message:${message}:${person}`
const keyOfRow = sql`'registration.message:' || ${messageRecipients.message} || ':' || ${messageRecipients.person}`

/** Everybody registered for a call, as a message looks at them, in the order in which they came. */
export async function registrantsOf(tx: Tx, call: Id) {
  const person = personView(tx)
  const organization = organizationView(tx)
  return tx.db
    .select({
      registration: registrations.id,
      person: registrations.person,
      state: registrations.state,
      name: person.name,
      email: person.email,
      locale: person.locale,
      organization: organization.name,
    })
    .from(registrations)
    .innerJoin(person, eq(person.id, registrations.person))
    .innerJoin(organization, eq(organization.id, registrations.organization))
    .where(eq(registrations.call, call))
    .orderBy(registrations.submittedAt, registrations.id)
}
export type Registrant = Awaited<ReturnType<typeof registrantsOf>>[number]

/** Who came, as the record of a call that is over has it; null before, and for a call that was never on air. */
export async function cameTo(tx: Tx, call: { readonly id: Id; readonly state: string }): Promise<Came> {
  return call.state === 'ended' ? attendedOf(tx, call.id) : null
}

export async function messageById(tx: Tx, message: Id): Promise<StoredMessage | null> {
  const [row] = await tx.db.select().from(messages).where(eq(messages.id, message))
  return row ?? null
}

/** How many messages of a call are listed. */
const LISTED = 200

/** What was sent to registrants of a call, the newest first; tests are nobody's business but their writer's. */
export async function messagesOf(tx: Tx, call: CallFacts): Promise<MessageRow[]> {
  const rows = await tx.db
    .select()
    .from(messages)
    .where(and(eq(messages.call, call.id), eq(messages.test, false)))
    .orderBy(desc(messages.at), desc(messages.id))
    .limit(LISTED)
  return toRows(tx, rows, call)
}

export async function toRows(
  tx: Tx,
  rows: readonly StoredMessage[],
  { topic }: Pick<CallFacts, 'topic'>,
): Promise<MessageRow[]> {
  const staff = await staffByIds(
    tx,
    rows.map(({ by }) => by),
  )
  const progress = await progressOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, at, by, states, standard, text }) => {
    const done = progress.get(id) ?? nothingYet
    const [language = 'en'] = languagesOf(text)
    return {
      id,
      at: at.toString(),
      by: staff.get(by)?.name ?? null,
      states,
      standard,
      // The same for everybody, so it is filled in; a name is not.
      subject: (text[language]?.subject ?? '').replaceAll('{topic}', inLanguage(topic, language)),
      people: Object.values(done).reduce((sum, each) => sum + each, 0),
      progress: done,
    }
  })
}

async function progressOf(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Progress>> {
  if (ids.length === 0) return new Map()
  const mail = mailView(tx)
  const rows = await tx.db
    .select({ message: messageRecipients.message, state: mail.state, n: count() })
    .from(messageRecipients)
    .leftJoin(mail, eq(mail.key, keyOfRow))
    .where(inArray(messageRecipients.message, [...ids]))
    .groupBy(messageRecipients.message, mail.state)
  const found = new Map<Id, Progress>()
  for (const { message, state, n } of rows) {
    const before = found.get(message) ?? nothingYet
    const outcome = outcomeOf(state)
    found.set(message, { ...before, [outcome]: before[outcome] + n })
  }
  return found
}

const TROUBLES = 100

/** Those whose mail did not arrive and does not wait: who, and what the mail server said. */
export async function troublesOf(tx: Tx, message: Id): Promise<MessageShown['troubles']> {
  const mail = mailView(tx)
  const person = personView(tx)
  const organization = organizationView(tx)
  const rows = await tx.db
    .select({
      registration: messageRecipients.registration,
      name: person.name,
      organization: organization.name,
      state: mail.state,
      lastError: mail.lastError,
    })
    .from(messageRecipients)
    .innerJoin(registrations, eq(registrations.id, messageRecipients.registration))
    .innerJoin(person, eq(person.id, messageRecipients.person))
    .innerJoin(organization, eq(organization.id, registrations.organization))
    .innerJoin(mail, eq(mail.key, keyOfRow))
    .where(
      and(
        eq(messageRecipients.message, message),
        inArray(mail.state, ['unsure', 'failed', 'withheld', 'unsent', 'cancelled']),
      ),
    )
    .orderBy(organization.name, person.name)
    .limit(TROUBLES)
  return rows.map(({ state, lastError, ...who }) => ({ ...who, outcome: outcomeOf(state), why: lastError }))
}

export async function chosenAs(tx: Tx, message: Id, registration: Id) {
  const [row] = await tx.db
    .select({ chosenAs: messageRecipients.chosenAs })
    .from(messageRecipients)
    .where(and(eq(messageRecipients.message, message), eq(messageRecipients.registration, registration)))
  return row?.chosenAs ?? null
}

/** Messages with somebody whose mail was not yet handed on. */
export async function unfinishedMessages(tx: Tx): Promise<Id[]> {
  const rows = await tx.db
    .selectDistinct({ message: messageRecipients.message })
    .from(messageRecipients)
    .where(isNull(messageRecipients.handedAt))
  return rows.map(({ message }) => message)
}

export const templatesOf = (tx: Tx, program: Id): Promise<OwnTemplate[]> =>
  tx.db
    .select({ id: messageTemplates.id, name: messageTemplates.name, text: messageTemplates.text })
    .from(messageTemplates)
    .where(eq(messageTemplates.program, program))
    .orderBy(messageTemplates.name)

export async function templateById(tx: Tx, template: Id) {
  const [row] = await tx.db
    .select()
    .from(messageTemplates)
    .where(eq(messageTemplates.id, template))
    .for('update')
  return row ?? null
}

/** Whether a program keeps a text of this name; `except` is the one that is being changed. */
export async function nameTaken(tx: Tx, program: Id, name: string, except: Id | null): Promise<boolean> {
  const rows = await tx.db
    .select({ id: messageTemplates.id })
    .from(messageTemplates)
    .where(and(eq(messageTemplates.program, program), eq(messageTemplates.name, name)))
  return rows.some(({ id }) => id !== except)
}
