import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CallRole, StaffRole } from '../../kernel/actor.ts'
import { instant } from '../../kernel/columns.ts'

/** The one installation: how the mission presents itself. No row until the first-run page was answered. */
export const accessInstallation = pgTable(
  'access_installation',
  {
    id: smallint('id').primaryKey().default(1),
    state: text('state').$type<'empty' | 'sample'>().notNull(),
    missionName: text('mission_name').notNull(),
    missionNameUr: text('mission_name_ur'),
    homeZone: text('home_zone').notNull(),
    homePlace: text('home_place').notNull(),
    homePlaceUr: text('home_place_ur'),
    ink: text('ink'),
    seal: text('seal'),
  },
  (t) => [check('access_installation_one', sql`${t.id} = 1`)],
)

/** Staff of the mission. The columns down to `updatedAt` are those of the sign-in library. */
export const accessUsers = pgTable('access_users', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  locale: text('locale').$type<'en' | 'ur'>().notNull().default('en'),
  /** Raised to make a new authenticator secret; the secret itself is derived from the server key and never stored. */
  totpGeneration: integer('totp_generation').notNull().default(0),
  totpConfirmedAt: instant('totp_confirmed_at'),
  /** The last 30-second step whose code was accepted: a code works once. */
  totpLastStep: integer('totp_last_step').notNull().default(0),
  totpFailures: integer('totp_failures').notNull().default(0),
  totpLockedUntil: instant('totp_locked_until'),
})

/** What a member of staff may do: for the whole installation (`program` null) or for one program. */
export const accessMemberships = pgTable(
  'access_memberships',
  {
    id: uuid('id').primaryKey(),
    user: uuid('user_id')
      .notNull()
      .references(() => accessUsers.id, { onDelete: 'cascade' }),
    role: text('role').$type<StaffRole>().notNull(),
    program: uuid('program'),
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('access_memberships_once').on(
      t.user,
      t.role,
      sql`coalesce(${t.program}, '00000000-0000-0000-0000-000000000000')`,
    ),
  ],
)

/** A person's standing on a call. The personal link is derived from `id` and `generation`; nothing secret is stored. */
export const accessGrants = pgTable(
  'access_grants',
  {
    id: uuid('id').primaryKey(),
    call: uuid('call').notNull(),
    person: uuid('person').notNull(),
    organization: uuid('organization'),
    roles: text('roles').array().$type<CallRole[]>().notNull(),
    generation: integer('generation').notNull().default(1),
    revokedAt: instant('revoked_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('access_grants_call_person').on(t.call, t.person),
    index('access_grants_person').on(t.person),
  ],
)

/** A browser that exchanged a personal link for a session; only a hash of its token is kept. */
export const accessLinkSessions = pgTable(
  'access_link_sessions',
  {
    id: uuid('id').primaryKey(),
    grant: uuid('grant_id')
      .notNull()
      .references(() => accessGrants.id, { onDelete: 'cascade' }),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: instant('created_at').notNull(),
    usedAt: instant('used_at').notNull(),
  },
  (t) => [index('access_link_sessions_grant').on(t.grant)],
)

/** Sessions of staff, kept by the sign-in library; the last three columns are ours. */
export const accessSessions = pgTable(
  'access_sessions',
  {
    id: uuid('id').primaryKey(),
    /** Useless without its signature under the server key. */
    token: text('token').notNull().unique(),
    user: uuid('user_id')
      .notNull()
      .references(() => accessUsers.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    startedAt: instant('started_at').notNull(),
    usedAt: instant('used_at').notNull(),
    secondFactor: boolean('second_factor').notNull().default(false),
  },
  (t) => [index('access_sessions_user').on(t.user)],
)

/** Accounts at the organisation's own sign-in service (OIDC). */
export const accessAccounts = pgTable(
  'access_accounts',
  {
    id: uuid('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    user: uuid('user_id')
      .notNull()
      .references(() => accessUsers.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('access_accounts_once').on(t.providerId, t.accountId),
    index('access_accounts_user').on(t.user),
  ],
)

/** One-time values of the sign-in library: sign-in links (hashed), passkey challenges, OIDC states. */
export const accessVerifications = pgTable(
  'access_verifications',
  {
    id: uuid('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('access_verifications_identifier').on(t.identifier)],
)

/** Passkeys of staff: public keys. */
export const accessPasskeys = pgTable(
  'access_passkeys',
  {
    id: uuid('id').primaryKey(),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    user: uuid('user_id')
      .notNull()
      .references(() => accessUsers.id, { onDelete: 'cascade' }),
    credentialId: text('credential_id').notNull().unique(),
    counter: integer('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: boolean('backed_up').notNull(),
    transports: text('transports'),
    createdAt: instant('created_at'),
    aaguid: text('aaguid'),
  },
  (t) => [index('access_passkeys_user').on(t.user)],
)

/** What a machine may do here, and until when. Of the token only a hash is kept; it may never do more than whoever made it may now. */
export const accessTokens = pgTable(
  'access_tokens',
  {
    id: uuid('id').primaryKey(),
    /** What it is for, in the words of whoever made it. */
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    role: text('role').$type<StaffRole>().notNull(),
    program: uuid('program'),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => accessUsers.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    usedAt: instant('used_at'),
  },
  (t) => [index('access_tokens_made_by').on(t.madeBy)],
)
