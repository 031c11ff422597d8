import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../kernel/columns.ts'
import type { Localized } from '../../kernel/schemas.ts'
import type { Sector } from '../calls/contract.ts'
import { calls } from '../calls/tables.ts'
import type { FoundBy } from '../people/contract.ts'
import { organizations, persons } from '../people/tables.ts'
import type { DeclineReason, RegistrationState } from './contract.ts'

/** One person's registration for one call; names are in the people's rows, texts beside the events. */
export const registrations = pgTable(
  'registration_registrations',
  {
    id: uuid('id').primaryKey(),
    call: uuid('call')
      .notNull()
      .references(() => calls.id),
    person: uuid('person')
      .notNull()
      .references(() => persons.id),
    organization: uuid('organization')
      .notNull()
      .references(() => organizations.id),
    state: text('state').$type<RegistrationState>().notNull(),
    /** State before the last decision, while that decision can be taken back. */
    before: text('before').$type<RegistrationState>(),
    /** Goes up with every change of state: one mail each, and the SEQUENCE of calendar files. */
    generation: integer('generation').notNull(),
    sectors: text('sectors').array().$type<Sector[]>().notNull(),
    language: text('language'),
    source: text('source'),
    foundBy: text('found_by').$type<FoundBy>().notNull(),
    notice: integer('notice').notNull(),
    /** Ids of the questions in the call's record. */
    questions: uuid('questions').array().notNull(),
    submittedAt: instant('submitted_at').notNull(),
    decidedAt: instant('decided_at'),
    /** User of the mission; null when the registrant decided. */
    decidedBy: uuid('decided_by'),
    reason: text('reason').$type<DeclineReason>(),
  },
  (t) => [
    unique('registration_once').on(t.call, t.person),
    index('registration_desk').on(t.call, t.state, t.submittedAt, t.id),
    index('registration_person').on(t.person),
    index('registration_organization').on(t.organization),
  ],
)

/** The counter of a call's seats. Whoever gives or frees a seat holds its row, so that the last seat is given once. */
export const seats = pgTable('registration_seats', {
  call: uuid('call')
    .primaryKey()
    .references(() => calls.id),
  approved: integer('approved').notNull(),
})

/** What registrants are told is kept, and for how long. Version 1 comes with the product (locales). */
export const notices = pgTable('registration_notices', {
  version: integer('version').primaryKey(),
  at: instant('at').notNull(),
  text: jsonb('text').$type<Localized>().notNull(),
})
