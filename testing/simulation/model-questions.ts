import type { RecordEvent } from '../../modules/room/contract.ts'
import { PANEL } from '../../modules/room/factories/people.ts'
import type { Model, ModelQuestion, Must } from './model.ts'
import { ranAt } from './model-setting.ts'

const UNANSWERED = ['pending', 'visible', 'assigned']
const ANSWERED = ['answered live', 'answered in writing', 'to follow up']

/** Event of a question → the states it may find the question in. */
const FROM: Readonly<Record<string, readonly string[]>> = {
  'question.shown': [...UNANSWERED, ...ANSWERED, 'dismissed'],
  'question.dismissed': UNANSWERED,
  'question.assigned': [...UNANSWERED, 'to follow up'],
  'question.unassigned': ['assigned'],
  'question.answering': ['visible', 'assigned', 'answered live', 'to follow up'],
  'question.put-back': [...UNANSWERED, ...ANSWERED],
  'question.answered-live': ['visible', 'assigned', 'answered live', 'to follow up'],
  'question.answered-in-writing': [...UNANSWERED, ...ANSWERED],
  'question.to-follow-up': [...UNANSWERED, 'answered live'],
  'question.merged': UNANSWERED,
  'question.unmerged': ['merged'],
  'vote.cast': ['visible', 'assigned', 'to follow up'],
}

/** The question that stands for this one, through others too. */
export function rootOf(model: Model, id: string): string {
  const into = model.questions.get(id)?.into
  return into ? rootOf(model, into) : id
}

/** Root → all questions that stand together, the root first. */
export function families(model: Model): Map<string, ModelQuestion[]> {
  const all = new Map<string, ModelQuestion[]>()
  for (const question of model.questions.values()) if (!question.into) all.set(question.id, [question])
  for (const question of model.questions.values())
    if (question.into) all.get(rootOf(model, question.id))?.push(question)
  return all
}

export const votersOf = (family: readonly ModelQuestion[]): Set<string> =>
  new Set(family.flatMap(({ votes }) => [...votes]))

const open = (question: ModelQuestion): string =>
  question.assigned ? 'assigned' : question.shown ? 'visible' : 'pending'

/** What is asked, shown, voted for, merged, put in order and answered. */
export function takeQuestion(model: Model, event: RecordEvent, must: Must): boolean {
  if (event.type === 'question.submitted') return submit(model, event, must)
  if (event.type === 'questions.order-set') {
    must(model.order !== event.data.order, 'it was so')
    model.order = event.data.order
    return true
  }
  if (event.type === 'questions.ordered') {
    const standing = [...model.questions.values()].filter(
      ({ state }) => state === 'visible' || state === 'assigned',
    )
    const named = new Set(event.data.questions)
    must(
      named.size === event.data.questions.length && named.size === standing.length,
      'not each of them once',
    )
    must(
      standing.every(({ id }) => named.has(id)),
      'not those that stand',
    )
    model.ranks = event.data.questions
    return true
  }
  if (!/^(question|vote)\./.test(event.type) || !('question' in event.data) || !event.data.question)
    return false
  const question = model.questions.get(event.data.question)
  must(question !== undefined, 'of a question that was never asked')
  if (!question) return false
  must((FROM[event.type] ?? [question.state]).includes(question.state), `from ${question.state}`)
  return change(model, event, question, must) || answer(model, event, question, must)
}

function submit(
  model: Model,
  { data, at, seq, text }: Extract<RecordEvent, { type: 'question.submitted' }>,
  must: Must,
): true {
  must(model.phase === 'green room' || model.phase === 'on air', `while ${model.phase}`)
  must(!model.questions.has(data.question) && text !== null, 'asked twice, or says nothing')
  must(model.people.get(data.person)?.place === 'inside', 'by somebody outside')
  const { question: id, ...asked } = data
  const blank = { state: 'pending', shown: false, assigned: null, assignedAt: 0, dismissal: null }
  const unanswered = { live: null, written: null, followUp: null, into: null }
  model.questions.set(id, { ...asked, ...blank, ...unanswered, id, at, text: seq, votes: new Set() })
  return true
}

function change(model: Model, event: RecordEvent, question: ModelQuestion, must: Must): boolean {
  switch (event.type) {
    case 'question.shown':
      must(!question.shown, 'was shown')
      Object.assign(question, { shown: true, dismissal: null })
      if (question.state === 'pending' || question.state === 'dismissed') question.state = open(question)
      return true
    case 'question.dismissed': {
      const { reason, noted } = event.data
      const dismissal = { reason, note: noted ? event.seq : null }
      Object.assign(question, { shown: false, assigned: null, state: 'dismissed', dismissal })
      stop(model, question)
      return true
    }
    case 'question.assigned':
      must(question.shown, 'not shown to whom it is given')
      must(
        PANEL.some((each) => each === event.data.panelMember),
        'to nobody of the panel',
      )
      question.assigned = event.data.panelMember
      question.assignedAt = event.seq
      question.state = 'assigned'
      return true
    case 'question.unassigned':
      question.assigned = null
      question.state = open(question)
      return true
    case 'question.merged': {
      const into = model.questions.get(event.data.into)
      must(into !== undefined && into !== question && into.state !== 'merged', 'into nothing')
      must(into?.state !== 'dismissed', 'into what is dismissed')
      const others = (families(model).get(question.id) ?? []).some(({ person }) => person !== into?.person)
      must(into?.visibility === 'public' || !others, "into somebody else's private one")
      must(!question.shown || into?.shown === true, 'out of sight')
      must(model.answering?.question !== question.id, 'being answered')
      question.into = event.data.into
      question.state = 'merged'
      return true
    }
    case 'question.unmerged':
      question.into = null
      question.state = open(question)
      return true
    case 'vote.cast':
    case 'vote.withdrawn': {
      const voter = event.data.organization ?? event.data.person
      must(model.people.get(event.data.person)?.place === 'inside', 'by somebody outside')
      if (event.type === 'vote.withdrawn') {
        must(question.votes.delete(voter), 'there was no vote')
        return true
      }
      must(question.shown && question.visibility === 'public', 'of a question that is not shown to all')
      const family = families(model).get(question.id) ?? []
      must(!votersOf(family).has(voter), 'a second vote of one voter')
      question.votes.add(voter)
      return true
    }
    default:
      return false
  }
}

function stop(model: Model, question: ModelQuestion): void {
  if (model.answering?.question === question.id) model.answering = null
}

function answer(model: Model, event: RecordEvent, question: ModelQuestion, must: Must): boolean {
  switch (event.type) {
    case 'question.answering':
      must(model.phase === 'on air' && model.answering?.question !== question.id, 'off the air, or it was so')
      model.answering = { question: question.id, since: event.at }
      return true
    case 'question.put-back':
      must(model.answering?.question === question.id, 'is not being answered')
      stop(model, question)
      return true
    case 'question.answered-live': {
      const { speaker, saidAt, worded, agendaItem, groundRules } = event.data
      const ran = ranAt(model, saidAt)
      must(ran.agendaItem === agendaItem && ran.groundRules === groundRules, 'under what did not run then')
      const text = worded ? event.seq : (question.live?.text ?? null)
      question.live = { how: 'live', speaker, at: saidAt, text }
      question.state = 'answered live'
      stop(model, question)
      return true
    }
    case 'question.answered-in-writing': {
      const { panelMember } = event.data
      const speaker = panelMember ? { kind: 'panel member', panelMember } : { kind: 'mission' }
      question.written = { how: 'in writing', speaker, at: event.at, text: event.seq }
      question.state = 'answered in writing'
      stop(model, question)
      return true
    }
    case 'question.to-follow-up': {
      const promise = model.entries.get(event.data.commitment)
      must(promise?.kind === 'promise' && promise.question === question.id, 'without a promise')
      question.followUp = { commitment: event.data.commitment, how: event.data.how }
      question.state = 'to follow up'
      stop(model, question)
      return true
    }
    default:
      return false
  }
}
