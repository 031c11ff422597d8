import type { Question, RoomState } from './state.ts'

type Merged = Pick<RoomState, 'merged' | 'questions'>

/** The question that stands for this one: itself, unless it was merged into another. */
export function keptOf({ merged }: Pick<RoomState, 'merged'>, id: string): string {
  let kept = id
  for (let next = merged.get(kept); next !== undefined; next = merged.get(kept)) kept = next
  return kept
}

/** This question, the one it was merged into, and so on to the one that stands for all of them. */
export function chainOf({ merged, questions }: Merged, id: string): Question[] {
  const chain: string[] = []
  for (let next: string | undefined = id; next !== undefined; next = merged.get(next)) chain.push(next)
  return chain.flatMap((each) => questions.get(each) ?? [])
}

/** The questions that were merged into this one, also through others. */
export function mergedInto(state: Merged, id: string): Question[] {
  if (state.merged.size === 0) return []
  return [...state.merged.keys()]
    .filter((each) => keptOf(state, each) === id)
    .flatMap((each) => state.questions.get(each) ?? [])
}

/** A question and those merged into it. */
export const familyOf = (state: Merged, question: Question): Question[] => [
  question,
  ...mergedInto(state, question.id),
]

/** Votes unite: an organization has one, whichever of the questions it voted for. */
export function votersOf(
  state: Merged,
  question: Question,
): { firms: ReadonlySet<string>; people: ReadonlySet<string> } {
  if (state.merged.size === 0) return { firms: question.votesOfFirms, people: question.votesOfPeople }
  const family = familyOf(state, question)
  return {
    firms: new Set(family.flatMap(({ votesOfFirms }) => [...votesOfFirms])),
    people: new Set(family.flatMap(({ votesOfPeople }) => [...votesOfPeople])),
  }
}

/** Who asked one of these questions follows the one that is kept. */
export const followersOf = (state: Merged, id: string): string[] =>
  mergedInto(state, id).map(({ person }) => `me:${person}`)
