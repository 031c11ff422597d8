import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type Deck, MAX_PAGE_BYTES } from '../contract.ts'
import { decksOf, pictureOf } from '../reads.ts'
import { decideDeck } from '../rules/decide-stage.ts'
import { isOnStage } from '../rules/stage.ts'
import { addDeck, addPage } from '../store/decks.ts'
import type { RoomHost } from './host.ts'
import { isInside } from './http.ts'

/** Slides are brought and chosen by those on stage. @throws AppError `forbidden` */
async function bringer(host: RoomHost, actor: Actor, call: string): Promise<string> {
  const { who } = await host.enter(call, actor)
  if (!isOnStage(who)) throw new AppError('forbidden', 'room.not_yours')
  return who.person
}

export async function listDecks(
  host: RoomHost,
  tx: Tx,
  actor: Actor,
  { call }: { call: string },
): Promise<{ items: Deck[] }> {
  await bringer(host, actor, call)
  return { items: await decksOf(tx, call) }
}

export async function newDeck(
  host: RoomHost,
  tx: Tx,
  actor: Actor,
  input: { call: string; title: string; pages: number },
): Promise<Deck> {
  const person = await bringer(host, actor, input.call)
  const id = await addDeck(tx, { ...input, person })
  return { id, title: input.title, pages: input.pages, arrived: 0 }
}

/** From now on the room knows that these slides can be shown. */
export async function announceDeck(host: RoomHost, call: string, deck: Deck): Promise<Deck> {
  const { live } = await host.open(call)
  const outcome = await live.room.notice((state) => decideDeck(state, deck.id, deck.pages))
  if ('refused' in outcome) throw new AppError('unavailable', outcome.refused)
  return deck
}

const BEGINS = { 'image/webp': 'RIFF', 'image/jpeg': '\xff\xd8\xff' } as const

/** @throws AppError `not_found` for slides of another call, `invalid` for what is no such picture */
export async function newPage(
  host: RoomHost,
  tx: Tx,
  actor: Actor,
  input: {
    call: string
    deck: string
    page: number
    type: 'image/webp' | 'image/jpeg'
    picture: string
  },
): Promise<Deck> {
  await bringer(host, actor, input.call)
  const [deck] = await decksOf(tx, input.call, input.deck)
  if (!deck || input.page > deck.pages) throw new AppError('not_found', 'room.no_such_slide')
  const picture = Buffer.from(input.picture, 'base64')
  if (picture.length > MAX_PAGE_BYTES) throw new AppError('too_large', 'room.picture_too_large')
  if (!picture.toString('latin1', 0, 4).startsWith(BEGINS[input.type])) {
    throw new AppError('invalid', 'room.no_picture')
  }
  const { page, type } = input
  await addPage(tx, { deck: deck.id, page, type, picture })
  const [now = deck] = await decksOf(tx, input.call, input.deck)
  return now
}

/** The picture for those in the room. @throws AppError `not_found`, also for those who stand at the door */
export async function pageOf(
  host: RoomHost,
  tx: Tx,
  actor: Actor,
  { call, deck, page }: { call: string; deck: string; page: number },
): Promise<{ headers: Record<string, string>; body: Blob }> {
  if (!(await isInside(host, actor, call))) throw new AppError('forbidden', 'room.not_inside')
  const found = await pictureOf(tx, call, deck, page)
  if (!found) throw new AppError('not_found', 'room.no_such_slide')
  return {
    headers: { 'cache-control': 'private, max-age=86400, immutable' },
    body: new Blob([new Uint8Array(found.picture)], { type: found.type }),
  }
}
