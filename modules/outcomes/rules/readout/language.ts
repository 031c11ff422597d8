import type { Locale } from '../../../../kernel/locale.ts'
import type { Localized } from '../../../../kernel/schemas.ts'
import type { Say } from '../say.ts'

/** A text in a language; Urdu falls back to English where nobody wrote it. */
export const inLocale = (text: Localized, locale: Locale): string =>
  locale === 'ur' && text.ur ? text.ur : text.en || (text.ur ?? '')

/** A clause from a sentence somebody wrote: without its full stop, and without the capital of its first small word. */
export function clause(text: string): string {
  const bare = text.trim().replace(/[.۔]$/u, '')
  return bare.replace(
    /^(The|A|An|This|That|These|Those|We|They|It|There|In|On|For|To|By|All|Both|Some|Many|Its|Their|Our)\b/u,
    (word) => word.toLowerCase(),
  )
}

/**
 * What somebody said, to follow "said": " that the port is deep". An English sentence that begins with another capital
 * keeps it after a colon, because no rule can tell "Pakistan" from "Permits".
 */
export function reported(text: string, say: Say): string {
  const said = clause(text)
  return say(/^\p{Lu}/u.test(said) ? 'as_sentence' : 'as_clause', { clause: said })
}

/** What something is for, to follow "which" or "to": officers write it with or without a capital and a full stop. */
export const purposeClause = (text: string): string =>
  text
    .trim()
    .replace(/[.۔]$/u, '')
    .replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())

/** With a capital, where it begins a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A whole sentence from what somebody wrote: with a capital and a full stop. */
export function wholeSentence(text: string, locale: Locale): string {
  const trimmed = text.trim()
  const begun = locale === 'en' ? capital(trimmed) : trimmed
  return /[.۔?!؟”“"]$/u.test(begun) ? begun : `${begun}${isUrdu(begun) ? '۔' : '.'}`
}

const SMALL = new Set('a an and as at but by for from in into nor of on or over the to up with'.split(' '))

/** A headline as American newspapers write it: capitals but for small words in the middle. */
export function headlineCase(text: string): string {
  const words = text.trim().split(' ')
  return words
    .map((word, i) =>
      i > 0 && i < words.length - 1 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ')
}

/** The words of a quote, ending in a full stop if they end in nothing; `comma` where an English sentence goes on after them. */
export function quoted(text: string, after: 'stop' | 'comma'): string {
  const bare = text.trim().replace(/^[“”"„‟]+|[“”"„‟]+$/gu, '')
  if (/[?!؟…]$/u.test(bare)) return bare
  const open = bare.replace(/[.۔]$/u, '')
  if (after === 'comma') return `${open},`
  return `${open}${isUrdu(open) ? '۔' : '.'}`
}

/** Whether a text is mostly in the Arabic script. */
export function isUrdu(text: string): boolean {
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  return arabic > latin
}

/** The mission inside a sentence: "the U.S. Mission in Pakistan". */
export function missionIn(mission: Localized, locale: Locale): string {
  const name = inLocale(mission, locale)
  return locale === 'en' && !/^the\s/i.test(name) ? `the ${name}` : name
}

/** "the Ministry of …", but "Pakistan’s … Council" and "Northvale Cloud": an English article only before a kind of institution. */
export function withArticle(organization: string): string {
  const institution =
    /\b(Ministry|Authority|Council|Department|Board|Bureau|Commission|Agency|Office|Secretariat|Chamber|Directorate|Institute|Committee|Federation|Association|Embassy|Bank of|University of)\b/u
  const determined = /^(the|a|an)\s|^\S+(\s\S+)?[’']s?\s/iu.test(organization)
  return institution.test(organization) && !determined ? `the ${organization}` : organization
}
