import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { ActorRef } from '../../kernel/actor.ts'
import { instant } from '../../kernel/columns.ts'
import { calls } from '../calls/tables.ts'
import type { Content, Wording } from './contract.ts'

/** Every version of the readout of a call; none is ever changed, save that a person who was erased is taken out. */
export const readouts = pgTable(
  'outcomes_readouts',
  {
    call: uuid('call')
      .notNull()
      .references(() => calls.id),
    version: integer('version').notNull(),
    how: text('how').$type<'compiled' | 'edited'>().notNull(),
    content: jsonb('content').$type<Content>().notNull(),
    editedBy: jsonb('edited_by').$type<ActorRef>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.call, t.version] })],
)

/** How the readout of a call names its audience, officials, subject and panel. */
export const wordings = pgTable('outcomes_wordings', {
  call: uuid('call')
    .primaryKey()
    .references(() => calls.id),
  content: jsonb('content').$type<Wording>().notNull(),
})
