import type { FieldError } from '../../../kernel/errors.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { MailBlock } from '../../../kernel/mail.ts'
import { type MessageText, PLACEHOLDERS, type Placeholder } from '../contract.ts'

const KNOWN = new RegExp(`\\{(${PLACEHOLDERS.join('|')})\\}`, 'g')
/** What is left of braces once the known placeholders are taken out: misspelt, or left open. */
const UNKNOWN = /\{[^{}\s]{0,40}\}?|\}/
/** These are parts of a mail of their own, or would give a link away in a list of subjects. */
const NOT_IN_SUBJECT: readonly Placeholder[] = ['link', 'answers', 'owed']

/** The languages in which a text is written. */
export const languagesOf = (text: MessageText): Locale[] =>
  (['en', 'ur'] as const).filter((locale) => text[locale] !== null)

/** The reader's own language if there is a text in it, else the one there is. */
export const languageFor = (text: MessageText, reader: Locale): Locale =>
  text[reader] ? reader : reader === 'en' ? 'ur' : 'en'

/** Every placeholder that is not one, or does not belong where it stands; `prefix` is the path of the text. */
export function faultsOf(text: MessageText, prefix: string): FieldError[] {
  return languagesOf(text).flatMap((locale) =>
    (['subject', 'body'] as const).flatMap((part): FieldError[] => {
      const written = text[locale]?.[part] ?? ''
      const path = `${prefix}.${locale}.${part}`
      const unknown = UNKNOWN.exec(written.replace(KNOWN, ''))
      if (unknown) {
        return [{ path, reason: 'registration.unknown_placeholder', params: { placeholder: unknown[0] } }]
      }
      const misplaced =
        part === 'subject' ? NOT_IN_SUBJECT.find((each) => written.includes(`{${each}}`)) : undefined
      if (!misplaced) return []
      return [{ path, reason: 'registration.not_in_subject', params: { placeholder: `{${misplaced}}` } }]
    }),
  )
}

/** What stands in the place of each placeholder, for one person. */
export interface Filling extends Readonly<Record<Exclude<Placeholder, 'link' | 'answers' | 'owed'>, string>> {
  readonly link: { readonly label: string; readonly url: string }
  readonly answers: readonly MailBlock[]
  readonly owed: readonly MailBlock[]
}

/** Whether a text needs what only the record knows. */
export const asksRecord = (body: string): boolean => body.includes('{answers}') || body.includes('{owed}')

const inline = (text: string, filling: Filling): string =>
  text.replace(KNOWN, (_, name: Placeholder) => {
    const value = filling[name]
    if (typeof value === 'string') return value
    return 'url' in value ? value.url : ''
  })

export const subjectOf = (subject: string, filling: Filling): string => inline(subject, filling)

/** Answers, what is owed and a link on a line of its own are parts of the mail; all else is paragraphs. */
const PARTS = /(\{answers\}|\{owed\}|^[ \t]*\{link\}[ \t]*$)/m

/** The parts of a mail. What is filled in is not read again: a name in braces stays a name. */
export function blocksOf(body: string, filling: Filling): MailBlock[] {
  return body.split(/\n[ \t]*\n/).flatMap((paragraph) =>
    paragraph.split(PARTS).flatMap((part): readonly MailBlock[] => {
      const text = part.trim()
      if (text === '') return []
      if (text === '{answers}') return filling.answers
      if (text === '{owed}') return filling.owed
      if (text === '{link}') return [{ button: filling.link }]
      return [{ p: inline(text, filling) }]
    }),
  )
}
