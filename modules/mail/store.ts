import { and, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { MailState, Recipient } from './contract.ts'
import { mails } from './tables.ts'

export interface NewMail {
  readonly template: string
  readonly to: Recipient
  readonly about: Readonly<Record<string, Id>>
  readonly key: string
  readonly sendAt: Temporal.Instant
}

/** @returns the new mail's id, or null when this cause already has its mail */
export async function insertMail(tx: Tx, mail: NewMail): Promise<Id | null> {
  const [row] = await tx.db
    .insert(mails)
    .values({
      id: tx.id(),
      template: mail.template,
      person: 'person' in mail.to ? mail.to.person : null,
      user: 'user' in mail.to ? mail.to.user : null,
      about: mail.about,
      call: mail.about['call'] ?? null,
      key: mail.key,
      state: 'queued',
      attempts: 0,
      lastError: null,
      sendAt: mail.sendAt,
      at: tx.now,
    })
    .onConflictDoNothing({ target: mails.key })
    .returning({ id: mails.id })
  return row?.id ?? null
}

interface Facts {
  readonly attempts?: number
  readonly lastError?: string | null
  /** Since when it waits for the server; it does not, unless this is said. */
  readonly held?: Temporal.Instant
}

export async function moveMail(tx: Tx, mail: Id, state: MailState, facts: Facts = {}): Promise<void> {
  await tx.db
    .update(mails)
    .set({ state, at: tx.now, held: null, ...facts })
    .where(eq(mails.id, mail))
}

/**
 * What became of a try: only who made it may say so.
 * @returns false when the mail was claimed anew meanwhile, or somebody decided otherwise
 */
export async function endTry(
  tx: Tx,
  mail: Id,
  attempts: number,
  state: MailState,
  facts: Facts = {},
): Promise<boolean> {
  const moved = await tx.db
    .update(mails)
    .set({ state, at: tx.now, held: null, ...facts })
    .where(and(eq(mails.id, mail), eq(mails.attempts, attempts), inArray(mails.state, ['sending', 'unsure'])))
    .returning({ id: mails.id })
  return moved.length > 0
}

/** Takes back, of the mails with these keys, those that were not tried yet. */
export async function cancelQueued(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await tx.db
    .update(mails)
    .set({ state: 'cancelled', at: tx.now, held: null })
    .where(and(inArray(mails.key, [...keys]), eq(mails.state, 'queued'), eq(mails.attempts, 0)))
}
