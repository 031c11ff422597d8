import { bigint, customType, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../kernel/columns.ts'
import { calls } from '../calls/tables.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Slides kept with a call. */
export const decks = pgTable('room_decks', {
  id: uuid('id').primaryKey(),
  call: uuid('call')
    .notNull()
    .references(() => calls.id),
  /** The file's name, as whoever brought it called it. */
  title: text('title').notNull(),
  pages: integer('pages').notNull(),
  /** Who brought them; null once erased. */
  person: uuid('person'),
  at: instant('at').notNull(),
})

/** Each page as a picture, made in the browser of whoever brought it. */
export const deckPages = pgTable(
  'room_deck_pages',
  {
    deck: uuid('deck')
      .notNull()
      .references(() => decks.id),
    page: integer('page').notNull(),
    type: text('type').$type<'image/webp' | 'image/jpeg'>().notNull(),
    picture: bytes('picture').notNull(),
  },
  (t) => [primaryKey({ columns: [t.deck, t.page] })],
)

/** What the first `seq` events of a long record add up to: made from the record, and can be made again. Holds ids, as events do. */
export const snapshots = pgTable('room_snapshots', {
  call: uuid('call')
    .primaryKey()
    .references(() => calls.id),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  /** Fingerprint of the rules that made it. */
  rules: text('rules').notNull(),
  state: bytes('state').notNull(),
  at: instant('at').notNull(),
})
