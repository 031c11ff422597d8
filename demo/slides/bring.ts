import type { Id } from '../../kernel/ids.ts'
import { type Deck, pagePath } from '../../modules/room/contract.ts'
import { api, type Session } from '../client.ts'
import { drawer } from './draw.ts'
import { sampleDecks } from './slides.ts'

/**
 * Keeps the slides that the script calls `nick` with the call, page by page, as the browser of a presenter does.
 * Answers their id; null where nothing can draw them.
 */
export async function bringSlides(session: Session, call: Id, nick: string): Promise<Id | null> {
  const colour = sampleDecks.findIndex(({ as }) => as === nick)
  const slides = sampleDecks[colour]
  if (!slides) throw new Error(`the script names the slides ${nick}, which there are not`)
  const draw = await drawer()
  if (!draw) return null
  const { title, pages } = slides
  const deck = await api<Deck>(session, 'POST', `/calls/${call}/decks`, { title, pages: pages.length })
  for (let n = 1; n <= pages.length; n++) {
    const picture = (await draw(slides, colour, n)).toString('base64')
    const path = pagePath(call, deck.id, n).replace(/^\/api/, '')
    await api<Deck>(session, 'PUT', path, { type: 'image/webp', picture })
  }
  return deck.id
}
