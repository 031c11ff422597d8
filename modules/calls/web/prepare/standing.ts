import { CALL_FIELDS, type CallChange, type CallDto } from '../../contract.ts'

export type Field = keyof CallChange

export const FIELDS: readonly Field[] = CALL_FIELDS

/** The value of a field as the history and `base` know it. */
export function standingOf(call: CallDto, field: Field): unknown {
  if (field === 'campaign') return call.campaign?.id ?? null
  return field === 'number' ? call.series.number : call[field]
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

type Words = Readonly<Record<string, unknown>>
const isText = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && ('en' in value || 'ur' in value)

/** Whether somebody else changed the language of a text that was not written here. */
export const otherLanguageMoved = (base: unknown, written: unknown, saved: unknown): boolean =>
  isText(base) &&
  isText(written) &&
  isText(saved) &&
  ['en', 'ur'].some((language) => !(language in written) && !same(base[language], saved[language]))

/** Two changes of one text in two languages are one. */
export function merged(before: CallChange | undefined, change: CallChange): CallChange {
  if (!before) return change
  return Object.fromEntries(
    Object.entries(change).map(([field, value]) => {
      const old = before[field as Field]
      return [field, isText(old) && isText(value) ? { ...old, ...value } : value]
    }),
  )
}
