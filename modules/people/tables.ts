import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../kernel/columns.ts'
import type { Locale } from '../../kernel/locale.ts'
import type { OrganizationKind } from './contract.ts'

export const organizations = pgTable(
  'people_organizations',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** The name without case, punctuation and legal form: what two spellings have in common (`organizationKey`). */
    nameKey: text('name_key').notNull(),
    kind: text('kind').$type<OrganizationKind>().notNull(),
    country: text('country'),
    registerNumber: text('register_number'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('people_organizations_name_key').on(t.nameKey),
    index('people_organizations_name').on(t.name, t.id),
  ],
)

/** A domain belongs to one organization; that of a free-mail provider to none. */
export const organizationDomains = pgTable(
  'people_domains',
  {
    domain: text('domain').primaryKey(),
    organization: uuid('organization')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
  },
  (t) => [index('people_domains_organization').on(t.organization)],
)

/** Name, title, e-mail and phone live here and nowhere else, so that they can be removed. */
export const persons = pgTable(
  'people_persons',
  {
    id: uuid('id').primaryKey(),
    name: text('name'),
    title: text('title'),
    email: text('email'),
    phone: text('phone'),
    organization: uuid('organization').references(() => organizations.id),
    locale: text('locale').$type<Locale>().notNull(),
    zone: text('zone'),
    createdAt: instant('created_at').notNull(),
    erasedAt: instant('erased_at'),
  },
  (t) => [
    uniqueIndex('people_persons_email').on(t.email),
    index('people_persons_organization').on(t.organization),
    index('people_persons_name').on(t.name, t.id),
  ],
)
