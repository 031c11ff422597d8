import { eq } from 'drizzle-orm'
import type { Tx } from '../../../kernel/tx.ts'
import { deckPages, decks } from '../tables.ts'

/** Keeps slides with a call; their pages follow. Returns their id. */
export async function addDeck(
  tx: Tx,
  deck: { readonly call: string; readonly title: string; readonly pages: number; readonly person: string },
): Promise<string> {
  const id = tx.id()
  await tx.db.insert(decks).values({ ...deck, id, at: tx.now })
  return id
}

/** Keeps the picture of a page; the same page again replaces it. */
export async function addPage(
  tx: Tx,
  page: {
    readonly deck: string
    readonly page: number
    readonly type: 'image/webp' | 'image/jpeg'
    readonly picture: Buffer
  },
): Promise<void> {
  const { type, picture } = page
  await tx.db
    .insert(deckPages)
    .values(page)
    .onConflictDoUpdate({ target: [deckPages.deck, deckPages.page], set: { type, picture } })
}

/** A person was erased: the slides stay with the call, and nobody brought them. */
export async function forgetWhoBrought(tx: Tx, person: string): Promise<void> {
  await tx.db.update(decks).set({ person: null }).where(eq(decks.person, person))
}
