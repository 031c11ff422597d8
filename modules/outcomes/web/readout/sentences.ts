import type { ChangeDto, Readout, Sentence, Source } from '../../contract.ts'
import { type Draft, inOrder } from './draft.ts'

/** A sentence of the text with all that its card shows. */
export interface Shown {
  readonly key: string
  readonly text: string
  /** As the version knows it; null for one that was just written. */
  readonly known: Sentence | null
  /** Its number, counted over the sentences that rest on something; null for one that was written here. */
  readonly number: number | null
  readonly sources: readonly Source[]
  readonly change: Exclude<ChangeDto, { what: 'new' }> | null
  /** Whether its words are not those of the record. */
  readonly isOwn: boolean
}

type InLanguage = NonNullable<Readout['languages']>['en']

/** The sentences of the text being edited, in order, joined with what the version and the record know of them. */
export function shownSentences(draft: Draft, version: InLanguage, sources: readonly Source[]): Shown[] {
  const known = new Map(
    [version.text.headline, ...version.text.paragraphs.flatMap((p) => p.sentences)].map((s) => [s.key, s]),
  )
  const fresh = new Map(
    version.changes.flatMap((change) => ('now' in change ? [[change.key, change.now]] : [])),
  )
  const changes = new Map(version.changes.map((change) => [change.key, change]))
  const bySource = new Map(sources.map((source) => [refKey(source.event), source]))
  const reviewed = new Set(draft.reviewed)
  let number = 0
  return inOrder(draft).map(({ key, text }) => {
    const base = (reviewed.has(key) ? fresh.get(key) : undefined) ?? known.get(key) ?? fresh.get(key) ?? null
    const change = reviewed.has(key) ? undefined : changes.get(key)
    const refs = base?.sources ?? []
    return {
      key,
      text,
      known: base,
      number: refs.length > 0 ? ++number : null,
      sources: refs.flatMap((ref) => bySource.get(refKey(ref)) ?? []),
      change: change && change.what !== 'new' ? change : null,
      isOwn: base === null || base.compiled !== text,
    }
  })
}

const refKey = ({ stream, seq }: { stream: string; seq: number }): string => `${stream} ${seq}`

/** What the record says and the text does not, and was not set aside. */
export const newSentences = (draft: Draft, version: InLanguage): Extract<ChangeDto, { what: 'new' }>[] => {
  const here = new Set(inOrder(draft).map(({ key }) => key))
  return version.changes.filter(
    (change): change is Extract<ChangeDto, { what: 'new' }> =>
      change.what === 'new' && !here.has(change.key) && !draft.reviewed.includes(change.key),
  )
}
