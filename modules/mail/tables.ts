import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../kernel/columns.ts'
import type { Id } from '../../kernel/ids.ts'
import type { MailState } from './contract.ts'

/** Who is told what and how it went. What it says is worded when it is sent or read, and never stored. */
export const mails = pgTable(
  'mail_mails',
  {
    id: uuid('id').primaryKey(),
    template: text('template').notNull(),
    /** One of the two is set. */
    person: uuid('person'),
    user: uuid('user_id'),
    about: jsonb('about').$type<Readonly<Record<string, Id>>>().notNull(),
    /** The call that it is about; null for what concerns the staff, and for subscriptions. */
    call: uuid('call'),
    key: text('key').notNull().unique(),
    state: text('state').$type<MailState>().notNull(),
    attempts: integer('attempts').notNull(),
    lastError: text('last_error'),
    sendAt: instant('send_at').notNull(),
    /** When it reached its state. */
    at: instant('at').notNull(),
    /** Since when it waits for the mail server to be back: then no job of its own waits for it. */
    held: instant('held'),
  },
  (t) => [
    index('mail_mails_state').on(t.state, t.id),
    index('mail_mails_person').on(t.person, t.template, t.sendAt),
    index('mail_mails_call').on(t.call, t.id),
    index('mail_mails_state_at').on(t.state, t.at),
    index('mail_mails_held').on(t.held).where(sql`held is not null`),
  ],
)

/** One row while the mail server takes nothing from us; none while it does. */
export const pauses = pgTable('mail_pauses', {
  id: text('id').$type<'smtp'>().primaryKey(),
  since: instant('since').notNull(),
  /** `ECONNECTION`, `EAUTH 535`: what happened last, without words that could name somebody. */
  reason: text('reason').notNull(),
  /** How often it was tried since. */
  tries: integer('tries').notNull(),
  nextTry: instant('next_try').notNull(),
})

/** Addresses that a mail server said nobody has. Kept as an HMAC: it tells whether the person's address is still that one. */
export const bounces = pgTable(
  'mail_bounces',
  {
    person: uuid('person').notNull(),
    address: text('address').notNull(),
    /** `EENVELOPE 550 5.1.1`, `DSN 5.1.1`. */
    reason: text('reason').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.address] })],
)
