import { type EntityKind, kindOf, type Phase, type RoomEntities } from '../contract.ts'
import {
  ENTITIES,
  FIELDS,
  type FieldRow,
  type SharedKind,
  seesQuestion,
  type ViewAudience,
} from './audience.ts'
import { COUNTS, EVERYBODY, type Question } from './state.ts'
import { agendaOf, announcementOf, callOf, entryViewOf, panelOf, questionViewOf } from './view-call.ts'
import { countsOf } from './view-counts.ts'
import { floorOf, handsOf } from './view-floor.ts'
import type { Seen } from './view-parts.ts'
import { guestsOf, lobbyOf, personOf, presenceOf } from './view-people.ts'
import { stageViewOf } from './view-stage.ts'

type Builders = { readonly [K in SharedKind]: (seen: Seen, id: string) => RoomEntities[K] | null }

/** Each entity whole, as nobody but the room sees it. */
const BUILDERS: Builders = {
  call: callOf,
  agenda: agendaOf,
  panel: panelOf,
  presence: presenceOf,
  person: personOf,
  lobby: lobbyOf,
  hands: handsOf,
  floor: floorOf,
  announcement: announcementOf,
  guests: guestsOf,
  stage: stageViewOf,
  counts: countsOf,
  question: questionViewOf,
  entry: entryViewOf,
}

const isShared = (kind: EntityKind): kind is SharedKind => kind !== 'me' && kind !== 'org'

/** What an audience sees of one entity, or null if for that audience there is no such thing. */
export function view(seen: Seen, key: string, audience: ViewAudience): object | null {
  const kind = kindOf(key)
  if (!isShared(kind) || !(kind in BUILDERS)) return null
  const id = key.slice(kind.length + 1)
  const question = kind === 'question' ? seen.state.questions.get(id) : undefined
  const seers = kind === 'question' ? (question ? seesQuestion(question) : []) : ENTITIES[kind]
  if (!seers.includes(audience)) return null
  const whole = BUILDERS[kind](seen, id)
  return whole && only(whole, FIELDS[kind], audience, { question, phase: seen.state.phase })
}

/** The fields of `whole` that the table gives this audience. A field the table does not know is given to nobody. */
function only(
  whole: object,
  fields: Readonly<Record<string, FieldRow>>,
  audience: ViewAudience,
  of: { readonly question: Question | undefined; readonly phase: Phase },
): object {
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => {
      const row = fields[name]
      return (typeof row === 'function' ? row(of) : row)?.includes(audience) ?? false
    }),
  )
}

/** Keys of all entities that can exist now. */
export const allKeys = (seen: Seen): string[] => [
  ...fewKeys(seen),
  ...[...seen.state.questions.keys()].map((id) => `question:${id}`),
  ...[...seen.state.entries.keys()].map((id) => `entry:${id}`),
]

/** The same without questions and entries, of which there may be thousands. */
export function fewKeys({ state, facts }: Seen): string[] {
  return [
    EVERYBODY,
    'call',
    'presence',
    'lobby',
    'hands',
    'floor',
    'announcement',
    'guests',
    'stage',
    COUNTS,
    ...facts.agenda.map(({ id }) => `agenda:${id}`),
    ...facts.panel.map(({ id }) => `panel:${id}`),
    ...[...state.people.keys()].map((id) => `person:${id}`),
  ]
}
