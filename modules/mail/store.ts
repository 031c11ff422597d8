import { eq } from 'drizzle-orm'
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

export async function moveMail(
  tx: Tx,
  mail: Id,
  state: MailState,
  facts: { attempts?: number; lastError?: string | null } = {},
): Promise<void> {
  await tx.db
    .update(mails)
    .set({ state, at: tx.now, ...facts })
    .where(eq(mails.id, mail))
}
