import { followersOf, keptOf } from './merged.ts'
import type { Question, Reducers, RoomState } from './state.ts'

type QuestionEvent =
  | 'question.submitted'
  | 'question.shown'
  | 'question.dismissed'
  | 'vote.cast'
  | 'vote.withdrawn'
  | 'question.assigned'
  | 'question.unassigned'
  | 'question.answering'
  | 'question.put-back'
  | 'question.answered-live'
  | 'question.answered-in-writing'
  | 'question.to-follow-up'

/** A question, its asker and those who follow it, and the panel member it lies with. */
const keysOf = (state: RoomState, question: Question): string[] => [
  `question:${question.id}`,
  `me:${question.person}`,
  ...followersOf(state, question.id),
  ...(question.assigned ? [`member:${question.assigned}`] : []),
]

function change(state: RoomState, id: string, how: (question: Question) => void): string[] {
  const question = state.questions.get(id)
  if (!question) return []
  const before = keysOf(state, question)
  how(question)
  return [...before, ...keysOf(state, question)]
}

/** Takes `id` off the floor if it has it. */
function stopAnswering(state: RoomState, id: string): string[] {
  if (state.answering?.question !== id) return []
  state.answering = null
  return ['call']
}

const openState = (question: Question): Question['state'] =>
  question.assigned ? 'assigned' : question.shown ? 'visible' : 'pending'

type Vote = { person: string; organization: string | null; question: string }

const voterKeys = (state: RoomState, vote: Vote): string[] => [
  `question:${keptOf(state, vote.question)}`,
  vote.organization ? `org:${vote.organization}` : `me:${vote.person}`,
]

export const QUESTION_REDUCERS: Reducers<QuestionEvent> = {
  'question.submitted'(state, { at, seq, data }) {
    const { question: id, ...asked } = data
    const question: Question = {
      ...asked,
      id,
      at,
      text: seq,
      state: 'pending',
      shown: false,
      assigned: null,
      assignedAt: 0,
      dismissal: null,
      live: null,
      written: null,
      followUp: null,
      votesOfFirms: new Set(),
      votesOfPeople: new Set(),
    }
    state.questions.set(id, question)
    return keysOf(state, question)
  },
  'question.shown': (state, { data }) =>
    change(state, data.question, (question) => {
      question.shown = true
      question.dismissal = null
      if (question.state === 'pending' || question.state === 'dismissed') question.state = openState(question)
    }),
  'question.dismissed': (state, { seq, data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, data.question, (question) => {
      question.state = 'dismissed'
      question.shown = false
      question.assigned = null
      question.dismissal = { reason: data.reason, note: data.noted ? seq : null }
    }),
  ],
  'vote.cast'(state, { data }) {
    const question = state.questions.get(data.question)
    if (data.organization) question?.votesOfFirms.add(data.organization)
    else question?.votesOfPeople.add(data.person)
    return voterKeys(state, data)
  },
  'vote.withdrawn'(state, { data }) {
    const question = state.questions.get(data.question)
    if (data.organization) question?.votesOfFirms.delete(data.organization)
    else question?.votesOfPeople.delete(data.person)
    return voterKeys(state, data)
  },
  'question.assigned': (state, { seq, data }) =>
    change(state, data.question, (question) => {
      question.assigned = data.panelMember
      question.assignedAt = seq
      question.state = 'assigned'
    }),
  'question.unassigned': (state, { data }) =>
    change(state, data.question, (question) => {
      question.assigned = null
      question.state = openState(question)
    }),
  'question.answering'(state, { at, data }) {
    const former = state.answering
    state.answering = { question: data.question, since: at }
    const touched = former ? change(state, former.question, () => undefined) : []
    return ['call', ...touched, ...change(state, data.question, () => undefined)]
  },
  'question.put-back': (state, { data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, data.question, () => undefined),
  ],
  'question.answered-live': (state, { seq, data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, data.question, (question) => {
      const text = data.worded ? seq : (question.live?.text ?? null)
      question.live = {
        how: 'live',
        speaker: data.speaker,
        at: data.saidAt,
        groundRules: data.groundRules,
        text,
      }
      question.state = 'answered live'
    }),
  ],
  'question.answered-in-writing': (state, { at, seq, data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, data.question, (question) => {
      const speaker = data.panelMember
        ? ({ kind: 'panel member', panelMember: data.panelMember } as const)
        : ({ kind: 'mission' } as const)
      question.written = { how: 'in writing', speaker, at, groundRules: 'on the record', text: seq }
      question.state = 'answered in writing'
    }),
  ],
  'question.to-follow-up': (state, { data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, data.question, (question) => {
      question.followUp = { commitment: data.commitment, how: data.how }
      question.state = 'to follow up'
    }),
  ],
}
