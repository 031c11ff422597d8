import type {
  AgendaView,
  AnnouncementView,
  CallView,
  EntryView,
  PanelView,
  QuestionView,
} from '../contract.ts'
import { mergedInto } from './merged.ts'
import {
  answeringSince,
  answersOf,
  dismissalOf,
  followUpOf,
  minuteOf,
  type Seen,
  textAt,
} from './view-parts.ts'

export const callOf = ({ state, facts }: Seen): CallView => ({
  phase: state.phase,
  since: state.since,
  openedAt: state.openedAt,
  onAirAt: state.onAirAt,
  broadcastEndedAt: state.broadcastEndedAt,
  endedAt: state.endedAt,
  agendaItem: state.running?.item ?? null,
  agendaSince: state.running?.since ?? null,
  groundRules: state.running?.groundRules ?? facts.groundRules,
  rulesVersion: facts.rulesVersion,
  answering: state.answering?.question ?? null,
  answeringSince: state.answering?.since ?? null,
  questionOrder: state.order,
  admission: state.admission,
  locked: state.locked,
})

export function agendaOf({ state, facts }: Seen, id: string): AgendaView | null {
  const order = facts.agenda.findIndex((item) => item.id === id)
  const item = facts.agenda[order]
  if (!item) return null
  const run = state.agenda.get(id)
  return {
    ...item,
    minutes: item.minutes === null ? null : item.minutes + (run?.more ?? 0),
    order,
    state: !run ? 'to come' : run.until === null ? 'now' : 'done',
    since: run?.since ?? null,
    until: run?.until ?? null,
  }
}

export const announcementOf = (seen: Seen): AnnouncementView | null => {
  const { announcement } = seen.state
  return announcement && { at: announcement.at, text: textAt(seen, announcement.text) }
}

export function panelOf({ state, facts }: Seen, id: string): PanelView | null {
  const order = facts.panel.findIndex((member) => member.id === id)
  const member = facts.panel[order]
  if (!member) return null
  const { person: _person, ...shown } = member
  const present = [...state.people.values()].some(
    (person) => person.panelMember === id && person.place === 'inside',
  )
  return { ...shown, order, present }
}

export function questionViewOf(seen: Seen, id: string): QuestionView | null {
  const question = seen.state.questions.get(id)
  if (!question) return null
  const { directory } = seen
  const { person, organization } = question
  const rank = seen.state.ranks.indexOf(id)
  const firmName = (firm: string | null) => (firm === null ? null : (directory.organization(firm) ?? null))
  return {
    id,
    text: textAt(seen, question.text),
    state: question.state,
    at: question.at,
    visibility: question.visibility,
    source: question.source,
    votes: question.votes,
    rank: rank === -1 ? null : rank,
    assigned: question.assigned,
    answeringSince: answeringSince(seen, question),
    answers: answersOf(seen, question),
    followUp: followUpOf(seen, question),
    firm: firmName(organization),
    asker: { person, name: directory.person(person)?.name ?? null, organization },
    showFirm: question.showFirm,
    dismissal: dismissalOf(seen, question),
    mergedInto: seen.state.merged.get(id) ?? null,
    merged: mergedInto(seen.state, id).map((each) => ({
      id: each.id,
      text: textAt(seen, each.text),
      firm: firmName(each.organization),
    })),
  }
}

export function entryViewOf(seen: Seen, id: string): EntryView | null {
  const entry = seen.state.entries.get(id)
  if (!entry || entry.withdrawn) return null
  const { speaker } = entry
  return {
    id,
    kind: entry.kind,
    text: textAt(seen, entry.text),
    speaker,
    speakerName: speaker?.kind === 'person' ? (seen.directory.person(speaker.person)?.name ?? null) : null,
    aspect: entry.aspect,
    saidAt: entry.saidAt,
    minute: minuteOf(seen, entry.saidAt),
    agendaItem: entry.agendaItem,
    groundRules: entry.groundRules,
    corrected: entry.corrected,
    before: textAt(seen, entry.before),
    ...(entry.kind === 'quote' ? { publication: entry.publication } : {}),
    ...(entry.kind === 'promise' ? { owner: entry.owner, due: entry.due, question: entry.question } : {}),
  }
}
