import { Fragment } from 'react'
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

type SaidProps = { value: unknown; locale: Locale }

/** The same on a screen: each language of a text in its own letters and direction. */
export function Said({ value, locale }: SaidProps) {
  const text = typeof value === 'object' && value !== null && ('en' in value || 'ur' in value)
  if (!text) return said(value, locale)
  const languages = Object.entries(value).filter(([, words]) => words)
  return languages.map(([language, words], index) => (
    <Fragment key={language}>
      {index > 0 && ' / '}
      <bdi lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
        {String(words)}
      </bdi>
    </Fragment>
  ))
}
