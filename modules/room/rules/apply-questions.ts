import { chainOf, familyOf, followersOf } from './merged.ts'
import { COUNTS, type Question, type Reducers, type RoomState } from './state.ts'

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

type Touch = { readonly question: string; readonly seq: number }

function change(
  state: RoomState,
  { question: id, seq }: Touch,
  how: (question: Question) => void = () => undefined,
): string[] {
  const question = state.questions.get(id)
  if (!question) return []
  const before = keysOf(state, question)
  how(question)
  question.changed = seq
  return [...before, ...keysOf(state, question), COUNTS]
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

/** Gives or takes the vote, and counts it in each question that this one was merged into: a voter is one in all of them. */
function count(state: RoomState, vote: Vote, how: 'add' | 'delete'): string[] {
  const question = state.questions.get(vote.question)
  if (!question) return []
  const { organization, person } = vote
  const hasVoted = (each: Question): boolean =>
    organization ? each.votesOfFirms.has(organization) : each.votesOfPeople.has(person)
  const standsBehind = (each: Question): boolean => familyOf(state, each).some(hasVoted)
  const chain = chainOf(state, vote.question)
  const stood = chain.map(standsBehind)
  if (organization) question.votesOfFirms[how](organization)
  else question.votesOfPeople[how](person)
  chain.forEach((each, place) => {
    each.votes += Number(standsBehind(each)) - Number(stood[place])
  })
  return [
    ...chain.map((each) => `question:${each.id}`),
    organization ? `org:${organization}` : `me:${person}`,
  ]
}

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
      votes: 0,
      changed: seq,
    }
    state.questions.set(id, question)
    return [...keysOf(state, question), COUNTS]
  },
  'question.shown': (state, { seq, data }) =>
    change(state, { question: data.question, seq }, (question) => {
      question.shown = true
      question.dismissal = null
      if (question.state === 'pending' || question.state === 'dismissed') question.state = openState(question)
    }),
  'question.dismissed': (state, { seq, data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, { question: data.question, seq }, (question) => {
      question.state = 'dismissed'
      question.shown = false
      question.assigned = null
      question.dismissal = { reason: data.reason, note: data.noted ? seq : null }
    }),
  ],
  'vote.cast': (state, { data }) => count(state, data, 'add'),
  'vote.withdrawn': (state, { data }) => count(state, data, 'delete'),
  'question.assigned': (state, { seq, data }) =>
    change(state, { question: data.question, seq }, (question) => {
      question.assigned = data.panelMember
      question.assignedAt = seq
      question.state = 'assigned'
    }),
  'question.unassigned': (state, { seq, data }) =>
    change(state, { question: data.question, seq }, (question) => {
      question.assigned = null
      question.state = openState(question)
    }),
  'question.answering'(state, { at, seq, data }) {
    const former = state.answering
    state.answering = { question: data.question, since: at }
    const touched = former ? change(state, { question: former.question, seq }) : []
    return ['call', ...touched, ...change(state, { question: data.question, seq })]
  },
  'question.put-back': (state, { seq, data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, { question: data.question, seq }),
  ],
  'question.answered-live': (state, { seq, data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, { question: data.question, seq }, (question) => {
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
    ...change(state, { question: data.question, seq }, (question) => {
      const speaker = data.panelMember
        ? ({ kind: 'panel member', panelMember: data.panelMember } as const)
        : ({ kind: 'mission' } as const)
      question.written = { how: 'in writing', speaker, at, groundRules: 'on the record', text: seq }
      question.state = 'answered in writing'
    }),
  ],
  'question.to-follow-up': (state, { seq, data }) => [
    ...stopAnswering(state, data.question),
    ...change(state, { question: data.question, seq }, (question) => {
      question.followUp = { commitment: data.commitment, how: data.how }
      question.state = 'to follow up'
    }),
  ],
}
