import { z } from 'zod'
import { LAYOUTS } from './stage.ts'
import { id, instantString } from './words.ts'

const aboutPerson = z.strictObject({ person: id })

/** What the media server saw, as it saw it: `granted` says whether the room had given this person the word when the speech began. */
const heard = z.strictObject({
  person: id,
  organization: id.nullable(),
  granted: z.boolean(),
  /** When the media server saw it; the event itself comes a little later. */
  seenAt: instantString,
})

/** What happens on stage. Ids and facts only. */
export const STAGE_EVENTS = {
  'stage.layout-set': z.strictObject({ layout: z.enum(LAYOUTS) }),
  'stage.spotlight-set': z.strictObject({ person: id.nullable() }),
  'person.muted': aboutPerson,
  'person.asked-to-unmute': aboutPerson,
  /** Slides were added to the call. */
  'deck.added': z.strictObject({ deck: id, pages: z.int() }),
  'slide.shown': z.strictObject({ deck: id, page: z.int(), by: id }),
  'slides.hidden': z.strictObject({}),
  /** A microphone came onto the stage, and left it. */
  'speech.started': heard,
  'speech.ended': heard,
} as const
