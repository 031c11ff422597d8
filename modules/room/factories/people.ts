import type { CallRole } from '../../../kernel/actor.ts'
import type { RoomSetting } from '../rules/state.ts'
import type { RoomActor, RoomRole } from '../rules/who.ts'

/** `id('a', 1)` → a UUID that says what it stands for: easy to read in a failure. */
export const idOf = (letter: string, n: number): string =>
  `${letter.repeat(8)}-0000-7000-8000-${String(n).padStart(12, '0')}`

export const CALL = idOf('c', 1)
export const PANEL = [idOf('e', 1), idOf('e', 2), idOf('e', 3)] as const
export const AGENDA = [idOf('a', 1), idOf('a', 2), idOf('a', 3)] as const
const FIRMS = [idOf('f', 1), idOf('f', 2), idOf('f', 3)] as const

const actor = (
  n: number,
  roles: readonly RoomRole[],
  extra: Partial<Pick<RoomActor, 'organization' | 'panelMember' | 'kind'>> = {},
): RoomActor => {
  const person = idOf('b', n)
  const kind = extra.kind ?? 'grant'
  return { ref: { kind, id: person }, person, kind, roles, organization: null, panelMember: null, ...extra }
}

/** The people of the sample call, by what they do. Dana and Earl represent the same firm, Gus represents none. */
export const people = {
  officer: actor(1, ['moderator'], { kind: 'staff' }),
  viewer: actor(2, ['viewer'], { kind: 'staff' }),
  host: actor(3, ['host'], { panelMember: PANEL[0] }),
  secretary: actor(4, ['panelist'], { panelMember: PANEL[1] }),
  chairman: actor(5, ['panelist'], { panelMember: PANEL[2] }),
  rapporteur: actor(6, ['rapporteur']),
  interpreter: actor(7, ['interpreter']),
  captioner: actor(8, ['captioner']),
  dana: actor(9, ['attendee'], { organization: FIRMS[0] }),
  earl: actor(10, ['attendee'], { organization: FIRMS[0] }),
  fay: actor(11, ['attendee'], { organization: FIRMS[1] }),
  gus: actor(12, ['attendee']),
  observer: actor(13, ['observer'], { organization: FIRMS[2] }),
} as const
export type Who = keyof typeof people
export const everybody = Object.keys(people) as readonly Who[]

export const ROLE_OF: { readonly [W in Who]: CallRole | 'viewer' } = {
  officer: 'moderator',
  viewer: 'viewer',
  host: 'host',
  secretary: 'panelist',
  chairman: 'panelist',
  rapporteur: 'rapporteur',
  interpreter: 'interpreter',
  captioner: 'captioner',
  dana: 'attendee',
  earl: 'attendee',
  fay: 'attendee',
  gus: 'attendee',
  observer: 'observer',
}

const text = (en: string) => ({ en, ur: null })

/** A published call with three panel members (the first hosts) and three agenda items, the last off the record. */
export const setting: RoomSetting = {
  call: CALL,
  media: 'ready',
  published: true,
  rulesVersion: 2,
  groundRules: 'on the record',
  agenda: [
    {
      id: AGENDA[0],
      title: text('Opening remarks'),
      minutes: 5,
      startsAt: null,
      panelMember: PANEL[0],
      groundRules: 'on the record',
    },
    {
      id: AGENDA[1],
      title: text('Policies'),
      minutes: 8,
      startsAt: null,
      panelMember: PANEL[1],
      groundRules: 'background',
    },
    {
      id: AGENDA[2],
      title: text('Closed part'),
      minutes: null,
      startsAt: null,
      panelMember: null,
      groundRules: 'off the record',
    },
  ],
  panel: [
    {
      id: PANEL[0],
      person: people.host.person,
      name: text('Natalie Host'),
      title: text('Chargé'),
      organization: text('Embassy'),
      isHost: true,
    },
    {
      id: PANEL[1],
      person: people.secretary.person,
      name: text('Zed Secretary'),
      title: text('Secretary'),
      organization: text('Ministry'),
      isHost: false,
    },
    {
      id: PANEL[2],
      person: people.chairman.person,
      name: text('Ash Chairman'),
      title: text('Chairman'),
      organization: text('Authority'),
      isHost: false,
    },
  ],
}

/** Every name carries a mark that no view may show to whom it is not for. */
export const directory = {
  person: (id: string) => ({ name: `PERSON-${id.slice(-2)}`, title: null }),
  organization: (id: string) => `FIRM-${id.slice(-2)}`,
}
