import type { Reducers, RoomState } from './state.ts'

type StageEvent =
  | 'stage.layout-set'
  | 'stage.spotlight-set'
  | 'person.muted'
  | 'person.asked-to-unmute'
  | 'deck.added'
  | 'slide.shown'
  | 'slides.hidden'
  | 'speech.started'
  | 'speech.ended'

/** Who is not on stage any more takes along what the moderator wanted of them there. */
export function leaveStage({ stage }: RoomState, person: string): string[] {
  stage.muted.delete(person)
  stage.askedToUnmute.delete(person)
  if (stage.spotlight !== person) return []
  stage.spotlight = null
  return ['stage']
}

export const STAGE_REDUCERS: Reducers<StageEvent> = {
  'stage.layout-set'({ stage }, { data }) {
    stage.layout = data.layout
    return ['stage']
  },
  'stage.spotlight-set'({ stage }, { data }) {
    stage.spotlight = data.person
    return ['stage']
  },
  'person.muted'({ stage }, { at, data }) {
    stage.muted.set(data.person, at)
    stage.askedToUnmute.delete(data.person)
    return [`me:${data.person}`]
  },
  'person.asked-to-unmute'({ stage }, { at, data }) {
    stage.askedToUnmute.set(data.person, at)
    return [`me:${data.person}`]
  },
  'deck.added'({ stage }, { data }) {
    stage.decks.set(data.deck, data.pages)
    return []
  },
  'slide.shown'({ stage }, { data }) {
    stage.slides = data
    return ['stage']
  },
  'slides.hidden'({ stage }) {
    stage.slides = null
    return ['stage']
  },
  'speech.started'({ stage }, { data }) {
    stage.heard.set(data.person, data.granted)
    return []
  },
  'speech.ended'({ stage }, { data }) {
    stage.heard.delete(data.person)
    return []
  },
}
