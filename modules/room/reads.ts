import { and, asc, count, eq } from 'drizzle-orm'
import type { Tx } from '../../kernel/tx.ts'
import type { Deck } from './contract.ts'
import { deckPages, decks } from './tables.ts'

/** The slides of a call, oldest first, with how many pages have arrived; only `deck` if one is named. */
export async function decksOf(tx: Pick<Tx, 'db'>, call: string, deck?: string): Promise<Deck[]> {
  const rows = await tx.db
    .select({ id: decks.id, title: decks.title, pages: decks.pages, arrived: count(deckPages.page) })
    .from(decks)
    .leftJoin(deckPages, eq(deckPages.deck, decks.id))
    .where(and(eq(decks.call, call), deck ? eq(decks.id, deck) : undefined))
    .groupBy(decks.id)
    .orderBy(asc(decks.id))
  return rows
}

/** One page's picture; undefined when it has not arrived. */
export async function pictureOf(tx: Pick<Tx, 'db'>, call: string, deck: string, page: number) {
  const [found] = await tx.db
    .select({ type: deckPages.type, picture: deckPages.picture })
    .from(deckPages)
    .innerJoin(decks, eq(decks.id, deckPages.deck))
    .where(and(eq(decks.call, call), eq(deckPages.deck, deck), eq(deckPages.page, page)))
  return found
}
