import type { RecordEvent } from '../../modules/room/contract.ts'

/**
 * What a record may hold, written a second time from what the product says and not from the room's code: each event must be possible
 * where it stands. It looks at events alone, so it also judges a record that it did not see being made.
 */
export interface Model {
  phase: string
  readonly questions: Map<string, ModelQuestion>
  /** Who is inside, and whether they are of the audience. */
  readonly inside: Map<string, boolean>
  readonly hands: Set<string>
  floor: { person: string; speaking: boolean } | null
  answering: string | null
  seq: number
}

interface ModelQuestion {
  state: string
  shown: boolean
  assigned: boolean
  readonly isPublic: boolean
  into: string | null
  readonly votes: Set<string>
}

export const newModel = (): Model => ({
  phase: 'closed',
  questions: new Map(),
  inside: new Map(),
  hands: new Set(),
  floor: null,
  answering: null,
  seq: 0,
})

const PHASES: Readonly<Record<string, { from: readonly string[]; to: string }>> = {
  'room.opened': { from: ['closed'], to: 'green room' },
  'room.on-air': { from: ['green room'], to: 'on air' },
  'room.debrief': { from: ['on air'], to: 'debrief' },
  'room.ended': { from: ['on air', 'debrief'], to: 'ended' },
}

/** Event of a question → the states it may find the question in. What it becomes stands in `move`. */
const FROM: Readonly<Record<string, readonly string[]>> = {
  'question.shown': [
    'pending',
    'dismissed',
    'visible',
    'assigned',
    'answered live',
    'to follow up',
    'answered in writing',
  ],
  'question.dismissed': ['pending', 'visible', 'assigned'],
  'question.assigned': ['pending', 'visible', 'assigned', 'to follow up'],
  'question.unassigned': ['assigned'],
  'question.answering': ['visible', 'assigned', 'answered live', 'to follow up'],
  'question.put-back': [
    'pending',
    'visible',
    'assigned',
    'answered live',
    'answered in writing',
    'to follow up',
  ],
  'question.answered-live': ['visible', 'assigned', 'answered live', 'to follow up'],
  'question.answered-in-writing': [
    'pending',
    'visible',
    'assigned',
    'answered live',
    'answered in writing',
    'to follow up',
  ],
  'question.to-follow-up': ['pending', 'visible', 'assigned', 'answered live'],
  'question.merged': ['pending', 'visible', 'assigned'],
  'question.unmerged': ['merged'],
}

/** Only while on air. */
const ON_AIR = [
  'agenda.started',
  'hand.raised',
  'floor.granted',
  'floor.accepted',
  'floor.returned',
  'question.answering',
]

/** Throws with what is wrong with this event at this place; else takes it in. */
export function judge(model: Model, event: RecordEvent): void {
  const must = (fact: boolean, what: string): void => {
    if (!fact) throw new Error(`${event.seq} ${event.type}: ${what}`)
  }
  must(event.seq === model.seq + 1, `follows ${model.seq}`)
  model.seq = event.seq
  const step = PHASES[event.type]
  if (step) {
    must(step.from.includes(model.phase), `while ${model.phase}`)
    model.phase = step.to
    if (step.to === 'debrief' || step.to === 'ended') silence(model)
    for (const [person, audience] of model.inside) {
      if (step.to === 'ended' || (step.to === 'debrief' && audience)) model.inside.delete(person)
    }
    return
  }
  must(model.phase !== 'closed' || event.type.startsWith('question'), 'before the room was open')
  must(!ON_AIR.includes(event.type) || model.phase === 'on air', `while ${model.phase}`)
  const from = FROM[event.type]
  if (from && 'question' in event.data && typeof event.data.question === 'string') {
    const question = model.questions.get(event.data.question)
    must(question !== undefined, 'of a question that was never asked')
    if (question) must(from.includes(question.state), `from ${question.state}`)
  }
  take(model, event, must)
}

function silence(model: Model): void {
  model.hands.clear()
  model.floor = null
  model.answering = null
}

const open = (question: ModelQuestion): string =>
  question.assigned ? 'assigned' : question.shown ? 'visible' : 'pending'

/** A question and all that were merged into it, through others too. */
export function familyOf(model: Model, id: string): ModelQuestion[] {
  const root = (each: string): string => {
    const into = model.questions.get(each)?.into
    return into ? root(into) : each
  }
  return [...model.questions].filter(([each]) => root(each) === root(id)).map(([, question]) => question)
}

function take(model: Model, event: RecordEvent, must: (fact: boolean, what: string) => void): void {
  switch (event.type) {
    case 'person.entered':
      must(!model.inside.has(event.data.person), `${event.data.person} was inside`)
      {
        const { person, kind, roles } = event.data
        const audience = kind === 'grant' && roles.every((role) => role === 'attendee' || role === 'observer')
        model.inside.set(person, audience)
      }
      return
    case 'person.left':
    case 'person.removed':
      model.inside.delete(event.data.person)
      if (model.floor?.person === event.data.person) model.floor = null
      if (event.type === 'person.removed' || event.data.why === 'left') model.hands.delete(event.data.person)
      return
    case 'hand.raised':
      must(!model.hands.has(event.data.person), 'was up')
      must(model.floor?.person !== event.data.person, 'has the floor')
      model.hands.add(event.data.person)
      return
    case 'hand.lowered':
      must(model.hands.delete(event.data.person), 'was not up')
      return
    case 'hands.lowered':
      model.hands.clear()
      return
    case 'floor.granted':
      must(model.floor === null, 'two have the floor')
      must(model.hands.delete(event.data.person), 'no hand was up')
      must(model.inside.has(event.data.person), 'not inside')
      model.floor = { person: event.data.person, speaking: false }
      return
    case 'floor.accepted':
      must(model.floor?.person === event.data.person && !model.floor.speaking, 'not offered')
      model.floor = { person: event.data.person, speaking: true }
      return
    case 'floor.returned':
    case 'floor.withdrawn':
      must(model.floor?.person === event.data.person, 'had no floor')
      must(model.floor?.speaking === event.data.spoke, 'spoke or not')
      model.floor = null
      return
    default:
      takeQuestion(model, event, must)
  }
}

function takeQuestion(model: Model, event: RecordEvent, must: (fact: boolean, what: string) => void): void {
  if (event.type === 'question.submitted') {
    must(!model.questions.has(event.data.question), 'asked twice')
    model.questions.set(event.data.question, {
      state: 'pending',
      shown: false,
      assigned: false,
      isPublic: event.data.visibility === 'public',
      into: null,
      votes: new Set(),
    })
    return
  }
  if (!('question' in event.data) || typeof event.data.question !== 'string') return
  const id = event.data.question
  const question = model.questions.get(id)
  if (!question) return
  const done = (state: string): void => {
    question.state = state
    if (model.answering === id) model.answering = null
  }
  switch (event.type) {
    case 'question.shown':
      question.shown = true
      if (question.state === 'pending' || question.state === 'dismissed') question.state = open(question)
      return
    case 'question.dismissed':
      Object.assign(question, { shown: false, assigned: false })
      done('dismissed')
      return
    case 'question.assigned':
      Object.assign(question, { assigned: true, state: 'assigned' })
      return
    case 'question.unassigned':
      question.assigned = false
      question.state = open(question)
      return
    case 'question.answering':
      model.answering = id
      return
    case 'question.put-back':
      if (model.answering === id) model.answering = null
      return
    case 'question.answered-live':
      done('answered live')
      return
    case 'question.answered-in-writing':
      done('answered in writing')
      return
    case 'question.to-follow-up':
      done('to follow up')
      return
    case 'question.merged':
      must(
        event.data.into !== id && model.questions.get(event.data.into)?.state !== 'merged',
        'into what is merged',
      )
      must(model.answering !== id, 'being answered')
      Object.assign(question, { into: event.data.into, state: 'merged' })
      return
    case 'question.unmerged':
      question.into = null
      question.state = open(question)
      return
    case 'vote.cast': {
      const voter = event.data.organization ?? event.data.person
      must(question.shown && question.isPublic, 'of a question that is not shown to all')
      must(model.inside.has(event.data.person), 'by somebody outside')
      must(!familyOf(model, id).some(({ votes }) => votes.has(voter)), 'a second vote of one voter')
      question.votes.add(voter)
      return
    }
    case 'vote.withdrawn':
      must(question.votes.delete(event.data.organization ?? event.data.person), 'there was no vote')
      return
  }
}
