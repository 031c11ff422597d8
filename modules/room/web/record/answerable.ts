import { type ClientRoom, entitiesOf, entityOf, type QuestionView } from '../../contract.ts'

export interface Answerable {
  readonly question: QuestionView
  /** It is being answered; else it was the last one answered live, and nobody wrote down what was said. */
  readonly now: boolean
}

/** The question whose answer the rapporteur can take down now. */
export function answerableIn(room: ClientRoom): Answerable | null {
  const answering = entityOf(room, 'call')?.answering
  const current = answering ? entityOf(room, 'question', answering) : null
  if (current) return { question: current, now: true }
  const [last] = entitiesOf(room, 'question')
    .filter(({ state }) => state === 'answered live')
    .sort((a, b) => (liveAt(a) < liveAt(b) ? 1 : -1))
  const text = last?.answers.find(({ how }) => how === 'live')?.text
  return last && !text ? { question: last, now: false } : null
}

const liveAt = ({ answers }: QuestionView): string => answers.find(({ how }) => how === 'live')?.at ?? ''
