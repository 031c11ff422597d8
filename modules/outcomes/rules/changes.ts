import type { Paragraph, ReadoutText, Sentence } from '../contract.ts'

/** What the record would say today where a version says something else. */
export type Change =
  /** The record now says `now`. */
  | { readonly key: string; readonly what: 'changed'; readonly before: string; readonly now: Sentence }
  /** What it rested on was withdrawn, refused or removed. */
  | { readonly key: string; readonly what: 'gone'; readonly before: string }
  /** The record says something that the version does not know yet. `paragraph` is where it would stand. */
  | { readonly key: string; readonly what: 'new'; readonly paragraph: string; readonly now: Sentence }

/** Compares a version with what would be compiled today; worded here or not, a sentence is held against its source. */
export function changesSince(version: ReadoutText, today: ReadoutText): Change[] {
  const known = new Map(sentencesOf(version).map((sentence) => [sentence.key, sentence]))
  const fresh = new Map(sentencesOf(today).map((sentence) => [sentence.key, sentence]))
  const touched = [...known.values()].flatMap((sentence): Change[] => {
    if (sentence.compiled === null) return []
    const now = fresh.get(sentence.key)
    if (!now) return [{ key: sentence.key, what: 'gone', before: sentence.compiled }]
    if (now.compiled === sentence.compiled) return []
    return [{ key: sentence.key, what: 'changed', before: sentence.compiled, now }]
  })
  const dropped = new Map(version.dropped.map(({ key, compiled }) => [key, compiled]))
  const isNew = (sentence: Sentence) =>
    !known.has(sentence.key) && dropped.get(sentence.key) !== sentence.compiled
  return [...touched, ...today.paragraphs.flatMap((paragraph) => newIn(paragraph, isNew))]
}

const newIn = (paragraph: Paragraph, isNew: (sentence: Sentence) => boolean): Change[] =>
  paragraph.sentences
    .filter(isNew)
    .map((now) => ({ key: now.key, what: 'new', paragraph: paragraph.key, now }))

export const sentencesOf = (text: ReadoutText): Sentence[] => [
  text.headline,
  ...text.paragraphs.flatMap((paragraph) => paragraph.sentences),
]
