import type { Answerer, RecordFact } from '../contract.ts'
import {
  type Asked,
  already,
  type Decision,
  facts,
  type InputOf,
  isModerator,
  knowsPanelMember,
  personOf,
  questionOf,
  type Rules,
  refused,
  runningAt,
  saidBy,
} from './decision.ts'
import { familyOf } from './merged.ts'
import type { Question } from './state.ts'

type QuestionCommand =
  | 'submitQuestion'
  | 'showQuestion'
  | 'dismissQuestion'
  | 'vote'
  | 'unvote'
  | 'assignQuestion'
  | 'unassignQuestion'
  | 'startAnswering'
  | 'putBackQuestion'
  | 'answerLive'
  | 'answerInWriting'
  | 'followUp'
  | 'done'
  | 'willWrite'
  | 'willSend'
  | 'passTo'

/** More open questions than this from one person are too many for a queue that people read. */
const OPEN_QUESTIONS_PER_PERSON = 10

export const QUESTION_RULES: Rules<QuestionCommand> = {
  submitQuestion({ state, actor, newId }, { text, visibility, showFirm }) {
    const open = [...state.questions.values()].filter(
      (question) => question.person === actor.person && question.state === 'pending',
    )
    if (open.length >= OPEN_QUESTIONS_PER_PERSON) {
      return refused('room.too_many_questions', { count: OPEN_QUESTIONS_PER_PERSON })
    }
    const asked = {
      question: newId(),
      person: actor.person,
      organization: actor.organization,
      visibility,
      showFirm,
      source: 'room',
    } as const
    return facts({ type: 'question.submitted', data: asked, text, person: actor.person })
  },

  showQuestion(asked, { question }) {
    const known = questionOf(asked, question)
    // Who asked it does not want it asked any more.
    if (known?.dismissal?.reason === 'withdrawn') return refused('room.question_withdrawn')
    return known?.shown ? already : facts({ type: 'question.shown', data: { question } })
  },

  dismissQuestion({ actor }, { question, reason, note }) {
    return facts({
      type: 'question.dismissed',
      data: { question, reason, noted: note !== null },
      ...(note === null ? {} : { text: note, person: actor.person }),
    })
  },

  vote: (asked, { question }) =>
    hasVoted(asked, question) ? already : facts(vote(asked, 'vote.cast', question)),
  unvote(asked, { question: id }) {
    const question = questionOf(asked, id)
    const votedFor = question
      ? familyOf(asked.state, question).filter((each) => voted(asked.actor, each))
      : []
    return { facts: votedFor.map((each) => vote(asked, 'vote.withdrawn', each.id)) }
  },

  /** What lies with the panel is seen by the panel: assigning a pending question shows it. */
  assignQuestion: (asked, { question, panelMember }) => assign(asked, question, panelMember),
  unassignQuestion: (_asked, { question }) => facts({ type: 'question.unassigned', data: { question } }),

  startAnswering: ({ state }, { question }) =>
    state.answering?.question === question
      ? already
      : facts({ type: 'question.answering', data: { question } }),
  putBackQuestion: ({ state }, { question }) =>
    state.answering?.question === question
      ? facts({ type: 'question.put-back', data: { question } })
      : already,

  answerLive: answered,

  answerInWriting(asked, { question, text, onBehalf }) {
    const { actor } = asked
    if (onBehalf) {
      if (!isModerator(actor)) return refused('room.not_yours')
      const { panelMember, source } = onBehalf
      if (!knowsPanelMember(asked, panelMember)) return refused('room.no_such_panel_member')
      return facts({
        type: 'question.answered-in-writing',
        data: { question, panelMember, source },
        text,
        person: personOf(asked, { kind: 'panel member', panelMember }),
      })
    }
    if (!isModerator(actor) && !liesWith(asked, question)) return refused('room.question_not_yours')
    // A moderator types for the mission; who sits on the panel answers in their own name.
    const panelMember = isModerator(actor) && !liesWith(asked, question) ? null : actor.panelMember
    return facts({
      type: 'question.answered-in-writing',
      data: { question, panelMember },
      text,
      person: actor.person,
    })
  },

  followUp: (asked, { question, how, owner, due, promise }) =>
    owe(asked, question, how, { owner, due, promise }),

  done: (asked, { question }) =>
    own(asked, question, (speaker) => answered(asked, { question, summary: null, speaker, saidAt: null })),
  willWrite: (asked, { question }) =>
    own(asked, question, (owner) => owe(asked, question, 'write', { owner, due: null, promise: null })),
  /** Owner and day are asked at the desk, not on the phone of the official. */
  willSend: (asked, { question }) =>
    own(asked, question, () => owe(asked, question, 'send', { owner: null, due: null, promise: null })),
  passTo: (asked, { question, panelMember }) =>
    own(asked, question, () => assign(asked, question, panelMember)),
}

function hasVoted({ state, actor }: Asked, id: string): boolean {
  const question = state.questions.get(id)
  return question !== undefined && familyOf(state, question).some((each) => voted(actor, each))
}

const voted = (actor: Asked['actor'], { votesOfFirms, votesOfPeople }: Question): boolean =>
  actor.organization ? votesOfFirms.has(actor.organization) : votesOfPeople.has(actor.person)

const vote = ({ actor }: Asked, type: 'vote.cast' | 'vote.withdrawn', question: string): RecordFact => ({
  type,
  data: { question, person: actor.person, organization: actor.organization },
})

/** Whether a question lies with the panel member who asks. */
function liesWith({ state, actor }: Asked, id: string): boolean {
  const question = state.questions.get(id)
  if (!question || !actor.panelMember) return false
  const owner = question.followUp ? state.entries.get(question.followUp.commitment)?.owner : null
  return (
    question.assigned === actor.panelMember ||
    (owner?.kind !== undefined && owner.kind !== 'mission' && owner.panelMember === actor.panelMember)
  )
}

type PanelMember = Extract<Answerer, { kind: 'panel member' }>

function own(asked: Asked, question: string, then: (me: PanelMember) => Decision): Decision {
  const { panelMember } = asked.actor
  if (!panelMember || questionOf(asked, question)?.assigned !== panelMember) {
    return refused('room.question_not_yours')
  }
  return then({ kind: 'panel member', panelMember })
}

function assign(asked: Asked, id: string, panelMember: string): Decision {
  const question = questionOf(asked, id)
  if (!knowsPanelMember(asked, panelMember)) return refused('room.no_such_panel_member')
  if (question?.assigned === panelMember && question.state === 'assigned') return already
  const shown: RecordFact[] = question?.shown ? [] : [{ type: 'question.shown', data: { question: id } }]
  return { facts: [...shown, { type: 'question.assigned', data: { question: id, panelMember } }] }
}

function answered(asked: Asked, input: InputOf<'answerLive'>): Decision {
  const { question: id, summary } = input
  const question = questionOf(asked, id)
  const speaker =
    input.speaker ??
    question?.live?.speaker ??
    (question?.assigned ? ({ kind: 'panel member', panelMember: question.assigned } as const) : null)
  if (speaker && 'panelMember' in speaker && !knowsPanelMember(asked, speaker.panelMember)) {
    return refused('room.no_such_panel_member')
  }
  const saidAt = saidBy(asked, input.saidAt ?? question?.live?.at)
  if (saidAt === null) return refused('room.not_yet_said')
  return facts({
    type: 'question.answered-live',
    data: { question: id, speaker, worded: summary !== null, saidAt, ...runningAt(asked, saidAt) },
    ...(summary === null ? {} : { text: summary, person: personOf(asked, speaker) }),
  })
}

/** An answer that is owed is a promise, with or without owner and day. */
function owe(
  asked: Asked,
  question: string,
  how: 'write' | 'send',
  { owner, due, promise }: Pick<InputOf<'followUp'>, 'owner' | 'due' | 'promise'>,
): Decision {
  if (owner && owner.kind !== 'mission' && !knowsPanelMember(asked, owner.panelMember)) {
    return refused('room.no_such_panel_member')
  }
  const commitment = asked.newId()
  const data = {
    commitment,
    question,
    worded: promise !== null,
    speaker: null,
    owner,
    due,
    saidAt: asked.now,
    ...runningAt(asked, asked.now),
  }
  return facts(
    {
      type: 'commitment.made',
      data,
      ...(promise === null ? {} : { text: promise, person: asked.actor.person }),
    },
    { type: 'question.to-follow-up', data: { question, commitment, how } },
  )
}
