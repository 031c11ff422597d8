import type { NewVersion, ReadoutText, Sentence } from '../../contract.ts'

/** A sentence as it is being edited. */
export interface EditedSentence {
  readonly key: string
  readonly text: string
}

/** The text as it is being edited: words and their order; where they come from stays with the server. */
export interface Draft {
  readonly headline: EditedSentence
  readonly paragraphs: readonly { readonly key: string; readonly sentences: readonly EditedSentence[] }[]
  /** Sentences whose change in the record was accepted or set aside. */
  readonly reviewed: readonly string[]
}

const bare = ({ key, text }: Sentence): EditedSentence => ({ key, text: text ?? '' })

export const draftOf = (text: ReadoutText): Draft => ({
  headline: bare(text.headline),
  paragraphs: text.paragraphs.map(({ key, sentences }) => ({ key, sentences: sentences.map(bare) })),
  reviewed: [],
})

/** Says it in other words. */
export function reworded(draft: Draft, key: string, text: string): Draft {
  if (draft.headline.key === key) return { ...draft, headline: { key, text } }
  return mapSentences(draft, (sentence) => (sentence.key === key ? [{ key, text }] : [sentence]))
}

export const takenOut = (draft: Draft, key: string): Draft =>
  mapSentences(draft, (sentence) => (sentence.key === key ? [] : [sentence]))

/** Puts a sentence behind another; behind the headline it begins the text. */
export function addedAfter(draft: Draft, after: string, sentence: EditedSentence): Draft {
  if (draft.headline.key === after) {
    return {
      ...draft,
      paragraphs: [{ key: `added:${sentence.key}`, sentences: [sentence] }, ...draft.paragraphs],
    }
  }
  return mapSentences(draft, (known) => (known.key === after ? [known, sentence] : [known]))
}

/** Takes over what the record says now, at its place in the text. */
export function putIn(draft: Draft, paragraph: string, sentence: EditedSentence): Draft {
  const next = draft.paragraphs.some(({ key }) => key === paragraph)
    ? draft.paragraphs.map((each) =>
        each.key === paragraph ? { ...each, sentences: [...each.sentences, sentence] } : each,
      )
    : [...draft.paragraphs, { key: paragraph, sentences: [sentence] }]
  return reviewed({ ...draft, paragraphs: next }, sentence.key)
}

export const reviewed = (draft: Draft, key: string): Draft => ({
  ...draft,
  reviewed: [...new Set([...draft.reviewed, key])],
})

function mapSentences(draft: Draft, change: (sentence: EditedSentence) => readonly EditedSentence[]): Draft {
  const paragraphs = draft.paragraphs
    .map((paragraph) => ({ ...paragraph, sentences: paragraph.sentences.flatMap(change) }))
    .filter((paragraph) => paragraph.sentences.length > 0)
  return { ...draft, paragraphs }
}

/** The sentences in the order in which they are read. */
export const inOrder = (draft: Draft): EditedSentence[] => [
  draft.headline,
  ...draft.paragraphs.flatMap((paragraph) => paragraph.sentences),
]

/** What is sent: a text that is not a word long is left out. */
export function versionOf(
  draft: Draft,
  about: { call: string; basedOn: number; locale: 'en' | 'ur' },
): NewVersion {
  return {
    ...about,
    headline: { ...draft.headline },
    paragraphs: draft.paragraphs.map(({ key, sentences }) => ({
      key,
      sentences: sentences.filter(({ text }) => text.trim() !== '').map((sentence) => ({ ...sentence })),
    })),
    reviewed: [...draft.reviewed],
  }
}
