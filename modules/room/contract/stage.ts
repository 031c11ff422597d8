import { oc } from '@orpc/contract'
import { z } from 'zod'
import { id } from '../../../kernel/schemas.ts'

/**
 * The stage: who is heard and seen. Everyone on stage is a participant of the media room of this phase, whose identity is
 * `person:<person>` (a member of the panel, the mission, or the firm that has the floor). Its attributes say who it is,
 * so that names come from the room's own views in the viewer's language: `panelMember`, or `name` and `firm`.
 */
export const stageIdentity = (person: string): string => `person:${person}`
/** The person of an identity; null for what is none. */
export const personOfIdentity = (identity: string): string | null =>
  identity.startsWith('person:') ? identity.slice('person:'.length) : null

/** How faces and slides share the stage. `viewer`: each viewer chooses. */
export const LAYOUTS = ['viewer', 'speaker', 'panel', 'side by side'] as const
export type Layout = (typeof LAYOUTS)[number]

/** `off`: this installation has no media server. `down`: it has one and it does not answer; the written room goes on. */
export const MEDIA_STATES = ['off', 'starting', 'ready', 'down'] as const
export type MediaState = (typeof MEDIA_STATES)[number]

/** `stage`: one for everybody in the room. */
export interface StageView {
  media: MediaState
  layout: Layout
  /** Identity of the person whom everybody sees large; null: whoever speaks. */
  spotlight: string | null
  /** The page that is shown; null while none is. */
  slides: { deck: string; page: number; pages: number; by: string | null } | null
}

/** Part of `me`: what the moderator did to my microphone or asks of it. */
export interface MyStage {
  /** I may be heard and seen now: on stage, or with the floor. */
  mayPublish: boolean
  /** Muted by the moderator at that moment, until I unmute. */
  mutedAt: string | null
  /** The moderator asks me to unmute since then. */
  askedToUnmuteAt: string | null
}

/** What can be asked of the stage; the room's own commands, see `commands.ts`. */
export const STAGE_COMMANDS = {
  /** For everybody; `viewer` leaves it to each. Moderator. */
  setLayout: z.strictObject({ layout: z.enum(LAYOUTS) }),
  /** Null: whoever speaks. Moderator. */
  spotlight: z.strictObject({ person: id.nullable() }),
  /** Really muted, at the media server. Moderator. */
  mutePerson: z.strictObject({ person: id }),
  /** Everybody but oneself. Moderator. */
  muteAll: z.strictObject({}),
  /** They see and hear it asked, and decide. Moderator. */
  askToUnmute: z.strictObject({ person: id }),
  /** Shows a page of a deck to everybody; also how pages are turned. Whoever is on stage. */
  showSlide: z.strictObject({ deck: id, page: z.int().min(1) }),
  hideSlides: z.strictObject({}),
} as const

/** Limits of slides: pages of a deck, bytes of a page's picture. */
export const MAX_PAGES = 200
export const MAX_PAGE_BYTES = 1_000_000

const ticket = z.strictObject({
  /** Address of the media server, `wss://…`. */
  url: z.string(),
  token: z.string(),
  identity: z.string(),
  /** For `rtcConfig`; empty: what the media server itself says. */
  iceServers: z.array(
    z.strictObject({
      urls: z.array(z.string()),
      username: z.string().optional(),
      credential: z.string().optional(),
    }),
  ),
})
export type StageTicket = z.infer<typeof ticket>

const deck = z.strictObject({
  id,
  title: z.string(),
  pages: z.int(),
  /** How many of its pages have arrived. */
  arrived: z.int(),
})
export type Deck = z.infer<typeof deck>

export const stageContract = {
  /** Lets the caller onto the stage of the present phase, with exactly the grants of the role. */
  ticket: oc
    .route({ method: 'POST', path: '/calls/{call}/stage/ticket', summary: 'Let me hear and see the stage' })
    .input(z.strictObject({ call: id }))
    .output(ticket),

  /** A media room of one's own, to measure the line against the real server. */
  probe: oc
    .route({ method: 'POST', path: '/calls/{call}/stage/probe', summary: 'Measure my line' })
    .input(z.strictObject({ call: id }))
    .output(ticket),

  /** Slides that are kept with the call. */
  decks: oc
    .route({ method: 'GET', path: '/calls/{call}/decks', summary: 'Slides of a call' })
    .input(z.strictObject({ call: id }))
    .output(z.strictObject({ items: z.array(deck) })),

  /** Announces slides; the pages follow as pictures, one by one. */
  addDeck: oc
    .route({ method: 'POST', path: '/calls/{call}/decks', summary: 'Add slides' })
    .input(z.strictObject({ call: id, title: z.string().max(200), pages: z.int().min(1).max(MAX_PAGES) }))
    .output(deck),

  /** One page, a WebP or JPEG picture of at most `MAX_PAGE_BYTES`, base64. Idempotent. */
  addPage: oc
    .route({
      method: 'PUT',
      path: '/calls/{call}/decks/{deck}/pages/{page}',
      summary: 'Add a page of slides',
    })
    .input(
      z.strictObject({
        call: id,
        deck: id,
        page: z.coerce.number().int().min(1).max(MAX_PAGES),
        type: z.enum(['image/webp', 'image/jpeg']),
        /** Base64. */
        picture: z.string().max(Math.ceil(MAX_PAGE_BYTES / 3) * 4 + 4),
      }),
    )
    .output(deck),

  /** The picture of a page, for those in the room: private, never changed. */
  page: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/decks/{deck}/pages/{page}',
      summary: 'A page of slides',
      outputStructure: 'detailed',
    })
    .input(
      // An `img` says in its address for which link it asks.
      z.object({
        call: id,
        deck: id,
        page: z.coerce.number().int().min(1).max(MAX_PAGES),
        grant: id.optional(),
      }),
    )
    .output(z.object({ headers: z.record(z.string(), z.string()), body: z.instanceof(Blob) })),
}

/** Where the picture of a page is served to those who may see it: a plain GET of the bytes, private and immutable. */
export const pagePath = (call: string, deck: string, page: number): string =>
  `/api/calls/${call}/decks/${deck}/pages/${page}`
