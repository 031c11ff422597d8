import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { StoredEvent, Tx } from '../../../kernel/tx.ts'
import { isSeenPerson } from '../reads/outbox.ts'
import { mailboxFor } from '../reads.ts'
import { sightOf } from '../rules/sight.ts'
import { requeueFor, unmarkPerson } from '../store/bounces.ts'
import { markedAmong } from '../views.ts'
import { enqueue } from './commands.ts'

/** What was said of a person's address as it is now; nothing of people whom no call of theirs wrote to. */
export async function addressOf(
  tx: Tx,
  actor: Actor,
  person: Id,
): Promise<{ refused: { reason: string; at: string } | null }> {
  if (!(await isSeenPerson(tx, sightOf(actor), person))) return { refused: null }
  const to = await mailboxFor(tx, { person, user: null })
  const mark = to ? (await markedAmong(tx, [{ id: person, email: to.email }])).get(person) : undefined
  return { refused: mark ? { reason: mark.reason, at: mark.at.toString() } : null }
}

/**
 * An officer knows that the address is right: the mark goes, and what was withheld or refused because of it is sent.
 * @throws AppError `forbidden` when no mail about a call of theirs is for this person
 */
export async function addressRight(tx: Tx, actor: Actor, person: Id): Promise<{ again: number }> {
  if (!(await isSeenPerson(tx, sightOf(actor), person))) throw new AppError('forbidden', 'mail.not_your_call')
  const reasons = await unmarkPerson(tx, person)
  if (reasons.length === 0) return { again: 0 }
  const again = await requeue(tx, person, reasons)
  await tx.emit({
    stream: `person:${person}`,
    type: 'mail.address_right',
    audience: 'mission',
    data: { person, again },
  })
  return { again }
}

/** A corrected address has no mark: what was withheld, and what the old one made fail, goes to the new one. */
export async function onPersonChanged(tx: Tx, event: StoredEvent): Promise<void> {
  const { fields } = event.data as { fields?: readonly string[] }
  if (!fields?.includes('email')) return
  const person = event.stream.slice('person:'.length)
  const to = await mailboxFor(tx, { person, user: null })
  if (!to || (await markedAmong(tx, [{ id: person, email: to.email }])).size > 0) return
  const reasons = await unmarkPerson(tx, person)
  if (reasons.length > 0) await requeue(tx, person, reasons)
}

/** With a person goes what was said of her address. */
export async function onPersonErased(tx: Tx, event: StoredEvent): Promise<void> {
  await unmarkPerson(tx, event.stream.slice('person:'.length))
}

async function requeue(tx: Tx, person: Id, reasons: readonly string[]): Promise<number> {
  const mails = await requeueFor(tx, person, reasons)
  for (const mail of mails) await enqueue(tx, mail)
  return mails.length
}
