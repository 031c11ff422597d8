import type { Locale } from '../../../../kernel/locale.ts'
import type { Assertion, EventRef, Gap, Omission, Paragraph, Sentence } from '../../contract.ts'
import type { Point } from '../points.ts'
import type { Say } from '../say.ts'
import type { ReadoutSource, Seat } from './source.ts'

/** What is at hand while a draft in one language is written. */
export interface Desk {
  readonly locale: Locale
  readonly say: Say
  readonly source: ReadoutSource
  /** What may be said at all. */
  readonly points: readonly Point[]
  readonly host: Seat | null
  /** Panel members, the host aside, who were in the room. */
  readonly officials: readonly Seat[]
}

/** A draft in one language, with what it lacks and what it must not say. */
export interface Draft {
  readonly headline: Sentence
  readonly paragraphs: readonly Paragraph[]
  readonly gaps: readonly Gap[]
  readonly omissions: readonly Omission[]
}

interface Said {
  readonly key: string
  readonly asserts: Assertion
  readonly text: string
  readonly sources: readonly EventRef[]
  readonly people?: readonly (string | null)[]
}

/** A sentence of the record: its words rest on its sources. */
export function fromRecord({ key, asserts, text, sources, people = [] }: Said): Sentence {
  return {
    key,
    asserts,
    kind: 'record',
    text,
    compiled: text,
    sources: unique(sources),
    people: [...new Set(people.filter((id) => id !== null))],
  }
}

function unique(refs: readonly EventRef[]): EventRef[] {
  return [...new Map(refs.map((ref) => [`${ref.stream} ${ref.seq}`, ref])).values()]
}

/** A paragraph; null when it has nothing to say. */
export const paragraphOf = (key: string, sentences: readonly (Sentence | null)[]): Paragraph | null => {
  const said = sentences.filter((sentence) => sentence !== null)
  return said.length > 0 ? { key, sentences: said } : null
}
