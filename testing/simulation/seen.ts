import { AGENDA, PANEL, people, setting, type Who } from '../../modules/room/factories/people.ts'
import { type Model, ms, sideOf } from './model.ts'
import { floorEnds } from './model-people.ts'
import { running } from './model-setting.ts'
import { countsSeen, entrySeen, firmOf, nameOf, questionsSeen, type Views } from './seen-questions.ts'

type Audience = 'mission' | 'panel' | 'attendees' | 'door'

/** What this audience is to read of the room, all of it and nothing else: `<entity>` → its fields. */
export function seenBy(model: Model, audience: Audience): Views {
  const mission = audience === 'mission'
  const stage = mission || audience === 'panel'
  const views: Views = { ...setUp(model, audience) }
  if (audience === 'door') return views
  views['presence'] = presence(model)
  if (model.announcement) {
    const { text, at } = model.announcement
    views['announcement'] = { at, text: model.words.get(text) ?? null }
  }
  if (model.floor) views['floor'] = floor(model, stage)
  Object.assign(views, questionsSeen(model, audience))
  views['counts'] = { [audience]: countsSeen(model, audience) }
  if (!stage) return views
  views['hands'] = { hands: hands(model) }
  // Those of the audience are a number; their names are asked for.
  for (const [id, person] of model.people)
    if (person.place === 'inside' && sideOf(person) !== 'attendees') views[`person:${id}`] = card(model, id)
  for (const entry of model.entries.values())
    if (!entry.withdrawn) views[`entry:${entry.id}`] = entrySeen(model, entry)
  if (!mission) return views
  views['lobby'] = lobby(model)
  views['guests'] = { guests: guests(model) }
  return views
}

/** What stands on the invitation, and how far the call is: also for who stands at the door. */
function setUp(model: Model, audience: Audience): Views {
  const now = running(model)
  const inRoom = audience !== 'door'
  const began = (phase: string) => model.began.get(phase) ?? null
  const stage = audience === 'mission' || audience === 'panel'
  const { layout, spotlight, slides } = model.stage
  const shown = slides && {
    deck: slides.deck,
    page: slides.page,
    pages: model.stage.decks.get(slides.deck),
    by: Object.values(people).find(({ person }) => person === slides.by)?.panelMember ?? null,
  }
  return {
    call: {
      phase: model.phase,
      since: began(model.phase),
      openedAt: began('green room'),
      onAirAt: began('on air'),
      broadcastEndedAt: began('debrief') ?? began('ended'),
      endedAt: began('ended'),
      agendaItem: now?.item ?? null,
      agendaSince: now?.from ?? null,
      groundRules: now?.rules ?? setting.groundRules,
      rulesVersion: setting.rulesVersion,
      ...(inRoom
        ? {
            answering: model.answering?.question ?? null,
            answeringSince: model.answering?.since ?? null,
            questionOrder: model.order,
          }
        : {}),
      ...(audience === 'mission' ? { admission: model.admission, locked: model.locked } : {}),
    },
    stage: {
      media: setting.media,
      ...(inRoom ? { layout, spotlight: spotlight && `person:${spotlight}` } : {}),
      // The rehearsal's and the debrief's are of those on stage.
      ...(stage || (inRoom && model.phase === 'on air') ? { slides: shown } : {}),
    },
    ...Object.fromEntries(AGENDA.map((id, order) => [`agenda:${id}`, item(model, id, order)])),
    ...Object.fromEntries(PANEL.map((id, order) => [`panel:${id}`, member(model, id, order, inRoom)])),
  }
}

function item(model: Model, id: string, order: number): object {
  const at = model.ran.findLastIndex((each) => each.item === id)
  const from = model.ran[at]?.from ?? null
  const until = at === -1 ? null : (model.ran[at + 1]?.from ?? null)
  const state = from === null ? 'to come' : until === null ? 'now' : 'done'
  const planned = setting.agenda[order]?.minutes ?? null
  const minutes = planned === null ? null : planned + (model.more.get(id) ?? 0)
  return { ...setting.agenda[order], minutes, order, state, since: from, until }
}

function member(model: Model, id: string, order: number, inRoom: boolean): object {
  const { person: _person, ...shown } = setting.panel[order] ?? { person: null }
  const present = [...model.people.values()].some(
    (each) => each.panelMember === id && each.place === 'inside',
  )
  return { ...shown, order, ...(inRoom ? { present } : {}) }
}

/** Heads, not lines: who sits beside somebody and who came without a link counts, while there is an audience. */
function presence(model: Model): object {
  const inside = [...model.people.values()].filter(({ place }) => place === 'inside')
  const attendees = inside.filter(({ roles }) => roles.includes('attendee'))
  const aside = ['green room', 'on air'].includes(model.phase) ? guests(model) : []
  const firms = new Set(attendees.flatMap(({ organization }) => firmOf(organization)?.toLowerCase() ?? []))
  for (const { organizationName } of aside) if (organizationName) firms.add(organizationName.toLowerCase())
  const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0)
  return {
    attendees: sum(attendees) + sum(aside),
    firms: firms.size,
    observers: inside.filter(({ roles }) => roles.includes('observer')).length,
    onStage: inside.filter(({ roles }) => roles.includes('host') || roles.includes('panelist')).length,
  }
}

function guests(model: Model) {
  return [...model.guests]
    .map(([guest, { text, ...facts }]) => {
      const [name, organizationName] = (model.words.get(text) ?? '').split('\n')
      return { guest, ...facts, name: name || null, organizationName: organizationName || null }
    })
    .toReversed()
}

function card(model: Model, id: string): object {
  const { organization, roles, panelMember, since, count } = model.people.get(id) ?? {}
  const organizationName = firmOf(organization ?? null)
  return {
    id,
    name: nameOf(id),
    title: null,
    organization,
    organizationName,
    roles,
    panelMember,
    since,
    count,
  }
}

function lobby(model: Model): object {
  const at = (...places: string[]) =>
    [...model.people]
      .filter(([, { place }]) => places.includes(place))
      .sort(([, a], [, b]) => ms(a.since) - ms(b.since))
      .map(([person, { organization, since, roles, removal }]) => ({
        who: { person, name: nameOf(person), organizationName: firmOf(organization), since },
        roles,
        removal,
      }))
  return {
    waiting: at('waiting').map(({ who, roles }) => ({ ...who, roles })),
    removed: at('removed', 'refused').map(({ who, removal }) => ({ ...who, reason: removal })),
  }
}

/** Who was not heard yet, nor anybody of the firm, comes first; then who raised it first. */
function hands(model: Model) {
  const spoken = (person: string, organization: string | null) =>
    model.spoken.get(organization ?? person) ?? 0
  return [...model.hands]
    .filter(([person]) => model.people.get(person)?.place === 'inside')
    .map(([person, hand]) => ({ ...hand, person, spoken: spoken(person, hand.organization) }))
    .sort((a, b) => Number(a.spoken > 0) - Number(b.spoken > 0) || a.seq - b.seq)
    .map(({ person, organization, since, spoken: times }) => {
      return { person, name: nameOf(person), organizationName: firmOf(organization), since, spoken: times }
    })
}

/** The firm is named to all when it speaks; who offers the floor to whom, and who speaks for it, is the stage's. */
function floor(model: Model, stage: boolean): object {
  if (!model.floor) return {}
  const { person, organization, speaking, since } = model.floor
  const organizationName = firmOf(organization)
  return {
    state: speaking ? 'speaking' : 'offered',
    since,
    until: floorEnds(model),
    firm: speaking ? organizationName : null,
    ...(stage ? { person, name: nameOf(person), organizationName } : {}),
  }
}

/** Where somebody stands: the mission is always inside, the others when they have come in, and afterwards if they were. */
export function standsAs(model: Model, who: Who): Audience {
  const side = sideOf({ kind: people[who].kind, roles: people[who].roles })
  const known = model.people.get(people[who].person)
  if (side === 'mission' || known?.place === 'inside') return side
  if (side === 'panel') return model.phase === 'ended' ? 'panel' : 'door'
  return known?.wasInside && ['debrief', 'ended'].includes(model.phase) ? 'attendees' : 'door'
}

/** What one person alone reads of the floor and the door. */
export function aboutMe(model: Model, who: Who): object {
  const { person } = people[who]
  const known = model.people.get(person)
  const before = hands(model).findIndex((each) => each.person === person)
  const up = model.hands.get(person)
  const mine = model.floor?.person === person ? model.floor : null
  return {
    place: known?.place ?? 'outside',
    removal: known?.removal ?? null,
    acceptedRules: known?.acceptedRules ?? null,
    count: known?.count ?? 1,
    hand: up && before >= 0 ? { since: up.since, before } : null,
    floor: mine && {
      state: mine.speaking ? 'speaking' : 'offered',
      since: mine.since,
      until: floorEnds(model),
    },
    remindedAt:
      model.reminded && model.reminded.panelMember === people[who].panelMember ? model.reminded.at : null,
  }
}
