import {
  firmKey,
  type GuestsView,
  guestNameOf,
  type LobbyView,
  type MeView,
  type MyQuestion,
  type OrgView,
  type PersonView,
  type PresenceView,
  type SocketAudience,
} from '../contract.ts'
import { seesQuestion } from './audience.ts'
import { isSpeaker } from './decide-entries.ts'
import { keptOf, mergedInto, votersOf } from './merged.ts'
import type { Question } from './state.ts'
import { myFloorOf, myHandOf } from './view-floor.ts'
import {
  answeringSince,
  answersOf,
  dismissalOf,
  followUpOf,
  type Recordings,
  type Seen,
  textAt,
} from './view-parts.ts'
import { myStageOf } from './view-stage.ts'
import { audienceOf, callRoles, isAudience, type RoomActor } from './who.ts'

/** People are counted as people, however many sockets each of them has open. */
export function presenceOf(seen: Seen): PresenceView {
  const { state, directory } = seen
  const count = { attendees: 0, observers: 0, onStage: 0 }
  const firms = new Set<string>()
  for (const person of state.people.values()) {
    if (person.place !== 'inside') continue
    if (person.roles.includes('attendee')) {
      count.attendees += person.count
      if (person.organization) firms.add(person.organization)
    } else if (person.roles.includes('observer')) count.observers++
    else if (person.roles.includes('host') || person.roles.includes('panelist')) count.onStage++
  }
  const known = new Set([...firms].map((id) => firmKey(directory.organization(id) ?? id)))
  for (const { count: more, organizationName } of guestsOf(seen).guests) {
    if (state.phase !== 'green room' && state.phase !== 'on air') break
    count.attendees += more
    if (organizationName) known.add(firmKey(organizationName))
  }
  return { ...count, firms: Math.max(firms.size, known.size) }
}

export const guestsOf = (seen: Seen): GuestsView => ({
  guests: [...seen.state.guests.values()]
    .map(({ text, ...guest }) => ({ ...guest, ...guestNameOf(textAt(seen, text)) }))
    .reverse(),
})

/** Those of the audience are a number to a socket; who they are is asked for, page by page. */
export function personOf(seen: Seen, id: string): PersonView | null {
  const person = seen.state.people.get(id)
  return person && !isAudience(person) ? cardOf(seen, id) : null
}

/** Somebody who is in the room. */
export function cardOf({ state, directory }: Seen, id: string): PersonView | null {
  const person = state.people.get(id)
  if (person?.place !== 'inside') return null
  const known = directory.person(id)
  return {
    id,
    name: known?.name ?? null,
    title: known?.title ?? null,
    organization: person.organization,
    organizationName: person.organization ? (directory.organization(person.organization) ?? null) : null,
    roles: person.roles,
    panelMember: person.panelMember,
    since: person.since,
    count: person.count,
  }
}

const bySince = (a: { since: string }, b: { since: string }): number =>
  a.since < b.since ? -1 : a.since > b.since ? 1 : 0

export function lobbyOf({ state, directory }: Seen): LobbyView {
  const waiting = [...state.people.values()]
    .filter(({ place }) => place === 'waiting')
    .map(({ person, organization, roles, since }) => ({
      person,
      name: directory.person(person)?.name ?? null,
      organizationName: organization ? (directory.organization(organization) ?? null) : null,
      roles,
      since,
    }))
  const removed = [...state.people.values()]
    .filter(({ place }) => place === 'removed' || place === 'refused')
    .map(({ person, organization, removal, since }) => ({
      person,
      name: directory.person(person)?.name ?? null,
      organizationName: organization ? (directory.organization(organization) ?? null) : null,
      reason: removal,
      since,
    }))
  return { waiting: waiting.sort(bySince), removed: removed.sort(bySince) }
}

/** A question as its asker sees it, before, during and after the call. */
export function myQuestionOf(seen: Recordings, question: Question): MyQuestion {
  const kept = seen.state.questions.get(keptOf(seen.state, question.id)) ?? question
  const mayRead = seesQuestion(kept).includes('attendees') || kept.person === question.person
  return {
    id: question.id,
    text: textAt(seen, question.text),
    state: kept.state,
    at: question.at,
    visibility: question.visibility,
    showFirm: question.showFirm,
    source: question.source,
    assigned: kept.assigned,
    answeringSince: answeringSince(seen, kept),
    answers: answersOf(seen, kept),
    followUp: followUpOf(seen, kept),
    dismissal: dismissalOf(seen, kept),
    mergedWith: kept === question ? null : { text: mayRead ? textAt(seen, kept.text) : null },
    joined: mergedInto(seen.state, question.id).length,
  }
}

/** What concerns this person alone; nobody else is ever sent it. */
export function meOf(seen: Seen, actor: RoomActor): MeView {
  const { state } = seen
  const questions = [...state.questions.values()]
  const known = state.people.get(actor.person)
  return {
    person: actor.person,
    roles: callRoles(actor.roles),
    audience: audienceOf(actor.roles),
    panelMember: actor.panelMember,
    organization: actor.organization,
    place: known?.place ?? 'outside',
    removal: known?.removal ?? null,
    acceptedRules: known?.acceptedRules ?? null,
    count: known?.count ?? 1,
    questions: questions
      .filter(({ person }) => person === actor.person)
      .map((each) => myQuestionOf(seen, each)),
    votes: votedFor(state, ({ people }) => people.has(actor.person)),
    askedOfMe: askedOf(questions, actor.panelMember),
    hand: myHandOf(seen, actor.person),
    floor: myFloorOf(seen, actor.person),
    remindedAt: state.reminded && state.reminded.panelMember === actor.panelMember ? state.reminded.at : null,
    quotesAskedOfMe: [...state.entries.values()]
      .filter(
        (entry) =>
          entry.kind === 'quote' &&
          !entry.withdrawn &&
          entry.publication === 'asked' &&
          isSpeaker({ actor }, entry),
      )
      .map((entry) => ({ entry: entry.id, text: textAt(seen, entry.text) })),
    stage: myStageOf(seen, actor),
  }
}

function askedOf(questions: readonly Question[], panelMember: string | null): string[] {
  if (!panelMember) return []
  return questions
    .filter(({ state, assigned }) => state === 'assigned' && assigned === panelMember)
    .sort((a, b) => a.assignedAt - b.assignedAt)
    .map(({ id }) => id)
}

/** The questions that stand with these votes among theirs. */
function votedFor(state: Seen['state'], has: (voters: ReturnType<typeof votersOf>) => boolean): string[] {
  return [...state.questions.values()]
    .filter((question) => question.state !== 'merged' && has(votersOf(state, question)))
    .map(({ id }) => id)
}

export function orgOf({ state, directory }: Seen, organization: string): OrgView {
  return {
    organization,
    name: directory.organization(organization) ?? null,
    votes: votedFor(state, ({ firms }) => firms.has(organization)),
  }
}

/**
 * Which audience's views somebody gets now. Who has not entered stands at the door; the mission is always inside.
 * After the broadcast those who were in the room keep seeing the answers, after the call the panel sees what is owed.
 */
export function standing({ state }: Pick<Seen, 'state'>, actor: RoomActor): SocketAudience {
  const audience = audienceOf(actor.roles)
  if (audience === 'mission') return audience
  const person = state.people.get(actor.person)
  if (person?.place === 'inside') return audience
  const over = state.phase === 'ended' || (state.phase === 'debrief' && audience === 'attendees')
  if (!over) return 'door'
  return audience === 'panel' || person?.wasInside ? audience : 'door'
}
