import type { OwnAnswers } from '../contract.ts'

/** What a registrant's answers are before she changes them. */
export interface Before {
  readonly name: string | null
  readonly title: string | null
  readonly sectors: readonly string[]
  readonly language: string | null
  readonly needs: { readonly known: readonly string[]; readonly other: string | null } | null
}

const NOTHING: NonNullable<Before['needs']> = { known: [], other: null }
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const sorted = (all: readonly string[]): string[] => all.toSorted()

/**
 * Which answers differ from what they were, in the order of the form.
 * `told`: what the name and title were, for the officer who approved somebody else's; null when they stayed.
 */
export function changesOf(
  before: Before,
  given: OwnAnswers,
): { readonly fields: readonly string[]; readonly told: Readonly<Record<string, string | null>> | null } {
  const needs = before.needs ?? NOTHING
  const differs: Readonly<Record<string, boolean>> = {
    name: given.name !== undefined && given.name !== before.name,
    title: given.title !== undefined && given.title !== before.title,
    sectors: given.sectors !== undefined && !same(sorted(given.sectors), sorted(before.sectors)),
    language: given.language !== undefined && given.language !== before.language,
    needs:
      given.needs !== undefined &&
      !same([sorted(given.needs.known), given.needs.other], [sorted(needs.known), needs.other]),
    question: given.question !== undefined && given.question.insteadOf === undefined,
    question_changed: given.question?.insteadOf !== undefined,
    question_withdrawn: given.withdraw !== undefined,
  }
  const fields = Object.keys(differs).filter((field) => differs[field])
  const told = {
    ...(differs['name'] ? { name: before.name } : {}),
    ...(differs['title'] ? { title: before.title } : {}),
  }
  return { fields, told: Object.keys(told).length > 0 ? told : null }
}
