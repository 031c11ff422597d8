import {
  type AnyPgColumn,
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../kernel/columns.ts'
import type { Localized } from '../../kernel/schemas.ts'
import { persons } from '../people/tables.ts'
import type {
  Answerer,
  CallState,
  ColleagueRole,
  GroundRules,
  PanelState,
  Sector,
  StageRole,
  SubscriptionState,
  TemplateItem,
} from './contract.ts'
import type { LastTold } from './rules/settling.ts'

const localized = (name: string) => jsonb(name).$type<Localized>().notNull()

/** Standing programs: `Direct Line for American Businesses`. */
export const programs = pgTable('calls_programs', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: localized('name'),
  purpose: localized('purpose'),
  createdAt: instant('created_at').notNull(),
})

export const series = pgTable(
  'calls_series',
  {
    id: uuid('id').primaryKey(),
    program: uuid('program')
      .notNull()
      .references(() => programs.id),
    slug: text('slug').notNull().unique(),
    name: localized('name'),
    description: localized('description'),
    /** ISO 3166-1 alpha-2. */
    country: text('country'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('calls_series_program').on(t.program)],
)

/** What new calls of a program may begin with: taken from a call once, and not changed with it. */
export const templates = pgTable(
  'calls_templates',
  {
    id: uuid('id').primaryKey(),
    program: uuid('program')
      .notNull()
      .references(() => programs.id),
    name: localized('name'),
    description: localized('description'),
    openTo: localized('open_to'),
    minutes: integer('minutes').notNull(),
    capacity: integer('capacity'),
    sectors: text('sectors').array().$type<Sector[]>().notNull(),
    languages: text('languages').array().notNull(),
    groundRules: text('ground_rules').$type<GroundRules>().notNull(),
    agenda: jsonb('agenda').$type<TemplateItem[]>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('calls_templates_of_program').on(t.program)],
)

/** Tags across programs: `Freedom 250`. */
export const campaigns = pgTable('calls_campaigns', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: localized('name'),
  createdAt: instant('created_at').notNull(),
})

export const calls = pgTable(
  'calls_calls',
  {
    id: uuid('id').primaryKey(),
    series: uuid('series')
      .notNull()
      .references(() => series.id),
    /** Number in the series. */
    number: integer('number').notNull(),
    slug: text('slug').notNull().unique(),
    state: text('state').$type<CallState>().notNull(),
    version: integer('version').notNull(),
    rulesVersion: integer('rules_version').notNull(),
    campaign: uuid('campaign').references(() => campaigns.id),
    topic: localized('topic'),
    description: localized('description'),
    openTo: localized('open_to'),
    hostPlace: localized('host_place'),
    startsAt: instant('starts_at'),
    minutes: integer('minutes').notNull(),
    /** IANA zone of the host. */
    zone: text('zone').notNull(),
    rsvpDeadline: instant('rsvp_deadline'),
    capacity: integer('capacity'),
    sectors: text('sectors').array().$type<Sector[]>().notNull(),
    countries: text('countries').array().notNull(),
    languages: text('languages').array().notNull(),
    groundRules: text('ground_rules').$type<GroundRules>().notNull(),
    /** Meeting in another product, https; never on a public page. */
    stageLink: text('stage_link'),
    cancelReason: text('cancel_reason'),
    createdAt: instant('created_at').notNull(),
    publishedAt: instant('published_at'),
  },
  (t) => [
    unique('calls_number_in_series').on(t.series, t.number),
    index('calls_by_start').on(t.startsAt, t.id),
  ],
)

/** Who is on stage, as they were on the day. The person's file is in modules/people. */
export const panelMembers = pgTable(
  'calls_panel_members',
  {
    id: uuid('id').primaryKey(),
    call: uuid('call')
      .notNull()
      .references(() => calls.id),
    person: uuid('person')
      .notNull()
      .references(() => persons.id),
    position: integer('position').notNull(),
    role: text('role').$type<StageRole>().notNull(),
    name: localized('name'),
    title: localized('title'),
    organization: localized('organization'),
    bio: localized('bio'),
    state: text('state').$type<PanelState>().notNull(),
    invitedAt: instant('invited_at'),
    /** How often an invitation was sent. */
    invitations: integer('invitations').notNull(),
    /** When and by whom it was last said whether she comes; null while nobody answered. */
    answeredAt: instant('answered_at'),
    answeredBy: text('answered_by').$type<Answerer>(),
    /** Who sits there instead. */
    replacedBy: uuid('replaced_by').references((): AnyPgColumn => panelMembers.id, { onDelete: 'set null' }),
    /** When the link was last tried in the rehearsal. */
    rehearsedAt: instant('rehearsed_at'),
  },
  (t) => [index('calls_panel_of_call').on(t.call, t.position), index('calls_panel_of_person').on(t.person)],
)

/** The office contact (assistant) of a panel member: gets everything in copy and may answer for her, with a link of her own. */
export const offices = pgTable(
  'calls_offices',
  {
    panelMember: uuid('panel_member')
      .primaryKey()
      .references(() => panelMembers.id, { onDelete: 'cascade' }),
    person: uuid('person')
      .notNull()
      .references(() => persons.id),
  },
  (t) => [index('calls_offices_of_person').on(t.person)],
)

export const agendaItems = pgTable(
  'calls_agenda_items',
  {
    id: uuid('id').primaryKey(),
    call: uuid('call')
      .notNull()
      .references(() => calls.id),
    position: integer('position').notNull(),
    title: localized('title'),
    minutes: integer('minutes').notNull(),
    speaker: uuid('speaker').references(() => panelMembers.id, { onDelete: 'set null' }),
    /** Null: the rules of the call. */
    groundRules: text('ground_rules').$type<GroundRules>(),
  },
  (t) => [index('calls_agenda_of_call').on(t.call, t.position)],
)

/** Colleagues with roles on a call who do not stand on its panel. */
export const colleagues = pgTable(
  'calls_colleagues',
  {
    id: uuid('id').primaryKey(),
    call: uuid('call')
      .notNull()
      .references(() => calls.id),
    person: uuid('person')
      .notNull()
      .references(() => persons.id),
    roles: text('roles').array().$type<ColleagueRole[]>().notNull(),
  },
  (t) => [unique('calls_colleague_once').on(t.call, t.person)],
)

/** Announcements that were read from a feed: none is added a second time. */
export const imports = pgTable(
  'calls_imports',
  {
    /** The guid of the announcement, else its link, else its title. */
    source: text('source').primaryKey(),
    call: uuid('call')
      .notNull()
      .references(() => calls.id),
    /** Where it was announced, and where one registered. */
    link: text('link'),
    rsvpLink: text('rsvp_link'),
    at: instant('at').notNull(),
  },
  (t) => [index('calls_imports_of_call').on(t.call)],
)

/** Who wants to be told of future calls of a program, or of one of its series. */
export const subscriptions = pgTable(
  'calls_subscriptions',
  {
    id: uuid('id').primaryKey(),
    person: uuid('person')
      .notNull()
      .references(() => persons.id),
    program: uuid('program')
      .notNull()
      .references(() => programs.id),
    /** Null: all series of the program. */
    series: uuid('series').references(() => series.id),
    state: text('state').$type<SubscriptionState>().notNull(),
    /** How often it was asked for: each asking is confirmed anew. */
    asked: integer('asked').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('calls_subscription_once').on(t.person, t.program, t.series).nullsNotDistinct(),
    index('calls_subscriptions_of_program').on(t.program, t.state),
  ],
)

/** What people were last told of a published call that changed since: mails leave once it stands still. */
export const settling = pgTable(
  'calls_settling',
  {
    call: uuid('call')
      .primaryKey()
      .references(() => calls.id),
    /** What they still believe, of the fields that changed; empty when they were told everything. */
    told: jsonb('told').$type<LastTold>().notNull(),
    /** When the changes are told unless another comes; null when there is nothing to tell. */
    dueAt: instant('due_at'),
    /** When they were last told of another start. */
    movedAt: instant('moved_at'),
    /** The last change in the call's history that was looked at. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
  },
  (t) => [index('calls_settling_due').on(t.dueAt)],
)
