import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
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
    key: text('key').notNull().unique(),
    state: text('state').$type<MailState>().notNull(),
    attempts: integer('attempts').notNull(),
    lastError: text('last_error'),
    sendAt: instant('send_at').notNull(),
    /** When it reached its state. */
    at: instant('at').notNull(),
  },
  (t) => [
    index('mail_mails_state').on(t.state, t.id),
    index('mail_mails_person').on(t.person, t.template, t.sendAt),
  ],
)
