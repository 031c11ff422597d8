import type { QuestionState } from '../../room/contract.ts'
import { isOpen, type Pledge, type Registered } from './register.ts'

const UNANSWERED: ReadonlySet<QuestionState> = new Set(['pending', 'visible', 'assigned'])

/** Asked, neither answered nor promised, and not put aside with a reason. */
export const isUnanswered = ({ state, owed }: Pick<Registered, 'state' | 'owed'>): boolean =>
  owed === null && UNANSWERED.has(state)

/** In the order of the screen: what is owed, every other question, promises that are kept or withdrawn. */
export function owedFirst(
  asked: readonly Registered[],
  made: readonly Pledge[],
): readonly (Registered | Pledge)[] {
  return [
    ...asked.filter(({ owed }) => owed !== null),
    ...made.filter(isOpen),
    ...asked.filter(({ owed }) => owed === null),
    ...made.filter((promise) => !isOpen(promise)),
  ]
}
