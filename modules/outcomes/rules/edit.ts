import type { NewVersion, ReadoutText, Sentence } from '../contract.ts'
import { sentencesOf } from './changes.ts'

/**
 * The version that an edit makes. Whoever edits sends words only; where they come from is known here: a sentence with the
 * words of the record stays one of the record, any other is `written`, with the sources it had.
 * @param before the version that was edited; @param today what would be compiled now
 */
export function edited(before: ReadoutText, today: ReadoutText, edit: NewVersion): ReadoutText {
  const known = new Map(sentencesOf(before).map((sentence) => [sentence.key, sentence]))
  const fresh = new Map(sentencesOf(today).map((sentence) => [sentence.key, sentence]))
  const reviewed = new Set(edit.reviewed)
  const resolve = ({ key, text }: { key: string; text: string }): Sentence => {
    const base = reviewed.has(key)
      ? againstToday(known.get(key), fresh.get(key))
      : (known.get(key) ?? fresh.get(key))
    if (!base) return { key, asserts: null, kind: 'written', text, compiled: null, sources: [], people: [] }
    return { ...base, text, kind: base.compiled !== null && text === base.compiled ? 'record' : 'written' }
  }
  const headline = resolve(edit.headline)
  const paragraphs = edit.paragraphs
    .map(({ key, sentences }) => ({ key, sentences: sentences.map(resolve) }))
    .filter((paragraph) => paragraph.sentences.length > 0)
  const kept = new Set([headline, ...paragraphs.flatMap((p) => p.sentences)].map((sentence) => sentence.key))
  const removed = [...known.values()].filter((sentence) => !kept.has(sentence.key))
  const refused = [...fresh.values()].filter(
    (sentence) => !kept.has(sentence.key) && reviewed.has(sentence.key),
  )
  const dropped = new Map(
    before.dropped.filter(({ key }) => !kept.has(key)).map((one) => [one.key, one.compiled]),
  )
  for (const { key, compiled } of [...removed, ...refused]) if (compiled !== null) dropped.set(key, compiled)
  return {
    headline,
    paragraphs,
    dropped: [...dropped].map(([key, compiled]) => ({ key, compiled })),
  }
}

const QUOTED = /[“”"]([^“”"]+)[“”"]/gu
const bare = (words: string): string => words.trim().replace(/[.,،۔!?؟]+$/u, '')

/**
 * The sentences of an edit that put words into somebody's mouth: a quote may be shortened or left out, but what stands
 * in quotation marks is what was said. Answers their keys.
 */
export function brokenQuotes(before: ReadoutText, today: ReadoutText, edit: NewVersion): string[] {
  const quotes = new Map(
    [...sentencesOf(before), ...sentencesOf(today)]
      .filter((sentence) => sentence.asserts === 'quote')
      .map((sentence) => [sentence.key, sentence.compiled ?? sentence.text ?? '']),
  )
  const sentences = [edit.headline, ...edit.paragraphs.flatMap((paragraph) => paragraph.sentences)]
  return sentences
    .filter(({ key, text }) => {
      const said = quotes.get(key)
      if (said === undefined) return false
      return [...text.matchAll(QUOTED)].some(([, words = '']) => !said.includes(bare(words)))
    })
    .map(({ key }) => key)
}

/** The sentence held against the record as it is now; one whose source is gone rests on nothing. */
function againstToday(known: Sentence | undefined, fresh: Sentence | undefined): Sentence | undefined {
  if (fresh) return fresh
  return known && { ...known, compiled: null, sources: [] }
}
