import { dateTime, number } from '../../../ui/format.ts'
import type { Locale } from '../../../ui/index.ts'

/** A value of any field in words: a text in both languages, a list, a number, a time. */
export function said(value: unknown, locale: Locale): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'number') return number(value, locale)
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object') return Object.values(value).filter(Boolean).join(' / ')
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? `${dateTime(text, 'UTC', locale)} UTC` : text
}
