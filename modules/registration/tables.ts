import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../kernel/columns.ts'
import type { Localized } from '../../kernel/schemas.ts'
import type { Sector } from '../calls/contract.ts'
import { calls, programs } from '../calls/tables.ts'
import type { FoundBy } from '../people/contract.ts'
import { organizations, persons } from '../people/tables.ts'
import type {
  Coming,
  DeclineReason,
  MessageState,
  MessageText,
  RegistrationState,
  StandardText,
} from './contract.ts'

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
    /** What was said when the call moved, and to which start: to a later start nothing is said yet. */
    answer: text('answer').$type<Coming>(),
    answeredFor: instant('answered_for'),
    /** When the registrant last changed her answers; null until then. */
    changedAt: instant('changed_at'),
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
  /** Seats that became free while all were given, and are not given yet: the waitlist gets them. */
  vacant: integer('vacant').notNull().default(0),
  /** How many seats one firm may have; null: as many as there are. */
  perFirm: integer('per_firm'),
  /** When the last reminder was due that everybody with a seat was sent. */
  reminded: instant('reminded'),
})

/** Every time the call moved once it was announced, and everybody was asked whether they still come. */
export const moves = pgTable(
  'registration_moves',
  {
    id: uuid('id').primaryKey(),
    call: uuid('call')
      .notNull()
      .references(() => calls.id),
    /** The time that people believed. */
    wasAt: instant('was_at').notNull(),
    wasMinutes: integer('was_minutes').notNull(),
    /** The time they were asked about. */
    startsAt: instant('starts_at').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('registration_moves_of_call').on(t.call, t.at)],
)

/** What registrants are told is kept, and for how long. Version 1 comes with the product (locales). */
export const notices = pgTable('registration_notices', {
  version: integer('version').primaryKey(),
  at: instant('at').notNull(),
  text: jsonb('text').$type<Localized>().notNull(),
})

/** What the mission wrote to registrants of a call; a test went to whoever wrote it and to nobody else. */
export const messages = pgTable(
  'registration_messages',
  {
    /** Made by whoever sends, so that a second press is the same message. */
    id: uuid('id').primaryKey(),
    call: uuid('call')
      .notNull()
      .references(() => calls.id),
    at: instant('at').notNull(),
    /** User of the mission. */
    by: uuid('by').notNull(),
    test: boolean('test').notNull(),
    states: text('states').array().$type<MessageState[]>().notNull(),
    standard: text('standard').$type<StandardText>(),
    text: jsonb('text').$type<MessageText>().notNull(),
  },
  (t) => [index('registration_messages_call').on(t.call, t.at)],
)

/** Who gets a message: each person once. */
export const messageRecipients = pgTable(
  'registration_message_recipients',
  {
    message: uuid('message')
      .notNull()
      .references(() => messages.id),
    person: uuid('person').notNull(),
    registration: uuid('registration')
      .notNull()
      .references(() => registrations.id),
    /** The state by which she was chosen. */
    chosenAs: text('chosen_as').$type<MessageState>().notNull(),
    /** When her mail was handed to the mail slice; null while she waits her turn. */
    handedAt: instant('handed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.message, t.person] }),
    index('registration_message_waiting').on(t.message).where(sql`${t.handedAt} is null`),
  ],
)

/** Texts that officers of a program keep to begin messages with. */
export const messageTemplates = pgTable(
  'registration_message_templates',
  {
    id: uuid('id').primaryKey(),
    program: uuid('program')
      .notNull()
      .references(() => programs.id),
    name: text('name').notNull(),
    text: jsonb('text').$type<MessageText>().notNull(),
  },
  (t) => [unique('registration_template_name').on(t.program, t.name)],
)
