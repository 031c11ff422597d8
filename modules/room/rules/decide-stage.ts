import type { RecordFact } from '../contract.ts'
import { type Asked, already, type Decision, facts, type Rules, refused } from './decision.ts'
import { isOnStage, maySpeak, permissionOf } from './stage.ts'
import type { RoomState } from './state.ts'

type StageCommand =
  | 'setLayout'
  | 'spotlight'
  | 'mutePerson'
  | 'muteAll'
  | 'askToUnmute'
  | 'showSlide'
  | 'hideSlides'

const rolesOf = (state: RoomState, person: string) => state.people.get(person)?.roles ?? []

/** Inside, and heard when the microphone is on. */
const speaks = (state: RoomState, person: string): boolean =>
  state.people.get(person)?.place === 'inside' &&
  maySpeak(permissionOf(state, { person, roles: rolesOf(state, person) }))

/** The mission is on stage without ever having entered: whoever the media server hears can be muted. */
const isHeard = ({ state }: Asked, person: string): boolean =>
  speaks(state, person) || state.stage.heard.has(person)

const mute = (person: string): RecordFact => ({ type: 'person.muted', data: { person } })

export const STAGE_RULES: Rules<StageCommand> = {
  setLayout: ({ state }, { layout }) =>
    state.stage.layout === layout ? already : facts({ type: 'stage.layout-set', data: { layout } }),

  /** The panel and the mission only: of the audience nobody is pointed at. */
  spotlight({ state }, { person }) {
    if (state.stage.spotlight === person) return already
    const there = person === null || state.stage.heard.has(person) || speaks(state, person)
    if (
      !there ||
      (person !== null && state.people.has(person) && !isOnStage({ roles: rolesOf(state, person) }))
    )
      return refused('room.not_on_stage')
    return facts({ type: 'stage.spotlight-set', data: { person } })
  },

  mutePerson: (asked, { person }) =>
    isHeard(asked, person) ? facts(mute(person)) : refused('room.not_on_stage'),

  muteAll({ state, actor }) {
    const inside = [...state.people.keys()].filter((person) => speaks(state, person))
    const all = new Set([...inside, ...state.stage.heard.keys()])
    all.delete(actor.person)
    return { facts: [...all].map(mute) }
  },

  askToUnmute: (asked, { person }) =>
    isHeard(asked, person)
      ? facts({ type: 'person.asked-to-unmute', data: { person } })
      : refused('room.not_on_stage'),

  showSlide({ state, actor }, { deck, page }) {
    const pages = state.stage.decks.get(deck)
    if (pages === undefined || page > pages) return refused('room.no_such_slide')
    const { slides } = state.stage
    if (slides?.deck === deck && slides.page === page) return already
    return facts({ type: 'slide.shown', data: { deck, page, by: actor.person } })
  },

  hideSlides: ({ state }) => (state.stage.slides ? facts({ type: 'slides.hidden', data: {} }) : already),
}

/** What the media server saw of a microphone. */
export interface Heard {
  readonly person: string
  readonly on: boolean
  /** ISO 8601. */
  readonly seenAt: string
}

/**
 * A microphone came or went: told once, with whether the room had given the word when this speech began; its end says the same, also
 * where the word was taken back meanwhile. Moments that cannot be are those of now.
 */
export function decideHeard(state: RoomState, { person, on, seenAt }: Heard, now: string): Decision {
  if (state.stage.heard.has(person) === on) return already
  const known = state.people.get(person)
  const granted = state.stage.heard.get(person) ?? (!known || speaks(state, person))
  const data = { person, organization: known?.organization ?? null, granted, seenAt: notAfter(seenAt, now) }
  return facts({ type: on ? 'speech.started' : 'speech.ended', data })
}

const notAfter = (moment: string, now: string): string =>
  Temporal.Instant.compare(Temporal.Instant.from(moment), Temporal.Instant.from(now)) > 0 ? now : moment

/** Slides were kept with the call. */
export const decideDeck = (state: RoomState, deck: string, pages: number): Decision =>
  state.stage.decks.has(deck) ? already : facts({ type: 'deck.added', data: { deck, pages } })
