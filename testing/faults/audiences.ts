/**
 * Who may see what of a room, written down once more from what the product promises (panel and audience, private questions, firms
 * that stay hidden, the rapporteur's notes, names of attendees) and not from its code: a rule broken there is seen here.
 */
export type Side = 'mission' | 'panel' | 'audience' | 'outside'

/** Which side somebody of the cast is on while they are in the room. `outside`: has a link and no part in the room, or no link. */
export const SIDE_OF: Readonly<Record<string, Side>> = {
  moderator: 'mission',
  panelist: 'panel',
  rapporteur: 'panel',
  attendee: 'audience',
  observer: 'audience',
  removed: 'audience',
  newcomer: 'outside',
  office: 'outside',
  stranger: 'outside',
}

const ALL: readonly Side[] = ['mission', 'panel', 'audience', 'outside']
const ROOM: readonly Side[] = ['mission', 'panel', 'audience']
const STAGE: readonly Side[] = ['mission', 'panel']
const MISSION: readonly Side[] = ['mission']

/** Kind of entity → who is ever sent one. What is not here is nobody's. */
export const THINGS: Readonly<Record<string, readonly Side[]>> = {
  call: ALL,
  agenda: ALL,
  panel: ALL,
  stage: ALL,
  me: ALL,
  org: ALL,
  presence: ROOM,
  announcement: ROOM,
  floor: ROOM,
  counts: ROOM,
  question: ROOM,
  person: STAGE,
  hands: STAGE,
  entry: STAGE,
  lobby: MISSION,
  guests: MISSION,
}

/** Fields that not everybody gets who gets the entity. */
export const FIELDS: Readonly<Record<string, Readonly<Record<string, readonly Side[]>>>> = {
  call: { admission: MISSION, locked: MISSION, answering: ROOM, answeringSince: ROOM, questionOrder: ROOM },
  panel: { present: ROOM },
  stage: { layout: ROOM, spotlight: ROOM, slides: ROOM },
  floor: { person: STAGE, name: STAGE, organizationName: STAGE },
  counts: { mission: MISSION, panel: ['panel'], attendees: ['audience'] },
  question: { asker: MISSION, showFirm: MISSION, dismissal: MISSION, mergedInto: MISSION, merged: MISSION },
}

/** Whom an asker shows her firm to. */
export const FIRM_FOR: Readonly<Record<string, readonly Side[]>> = {
  mission: MISSION,
  panel: STAGE,
  everyone: ROOM,
}

/** What is asked over HTTP → who is answered; everybody else is refused. `{call}` and `{slug}` are filled in. */
export const PATHS: Readonly<Record<string, readonly Side[]>> = {
  '/api/calls/{call}/room': ALL,
  '/api/calls/{call}/facts': ALL,
  '/api/calls/{call}/record': MISSION,
  '/api/calls/{call}/record?limit=200': MISSION,
  '/api/calls/{call}/people': STAGE,
  '/api/calls/{call}/questions': ROOM,
  '/api/calls/{call}/questions?search=e': ROOM,
  '/api/calls/{call}/entries?search=e': STAGE,
  '/api/calls/{call}/attendance': MISSION,
  '/api/calls/{call}/answers': MISSION,
  '/api/calls/{call}/readout': MISSION,
  '/api/calls/{call}/readout/translations?locale=ur': MISSION,
  '/api/calls/{call}/decks': STAGE,
  '/api/my/registration': ALL,
  '/calls/{slug}': ALL,
  '/feeds/calls.json': ALL,
}
/** Of those with a link alone; a stranger is refused. */
export const NEEDS_A_LINK = ['/api/calls/{call}/room', '/api/calls/{call}/facts', '/api/my/registration']
