import type { GroundRules } from '../contract.ts'

/** The ground rules of a call in one sentence's worth: what holds, and where it does not. */
export interface GroundRulesInShort {
  readonly base: GroundRules
  /** Only the end of the call has other rules: `the last 15 minutes are background`. */
  readonly tail: { readonly rules: GroundRules; readonly minutes: number } | null
  /** Other rules somewhere in between. */
  readonly partly: readonly GroundRules[]
}

interface Item {
  readonly minutes: number
  readonly groundRules: GroundRules
}

export function groundRulesInShort(base: GroundRules, agenda: readonly Item[]): GroundRulesInShort {
  const others = [...new Set(agenda.map((item) => item.groundRules).filter((rules) => rules !== base))]
  const last = agenda.at(-1)?.groundRules
  if (others.length !== 1 || last === undefined || last === base) return { base, tail: null, partly: others }
  const begins = agenda.findLastIndex((item) => item.groundRules !== last) + 1
  const elsewhere = agenda.slice(0, begins).some((item) => item.groundRules === last)
  if (elsewhere) return { base, tail: null, partly: others }
  const minutes = agenda.slice(begins).reduce((sum, item) => sum + item.minutes, 0)
  return { base, tail: { rules: last, minutes }, partly: [] }
}
