import type { Locale } from '../../../../ui/locale.ts'
import type { Readout } from '../../contract.ts'
import type { Draft } from './draft.ts'
import type { Shown } from './sentences.ts'

/** What the list of sources and each of its cards work with. */
export type SourcesProps = {
  readout: Readout
  language: Locale
  sentences: readonly Shown[]
  current: string | null
  onPick: (key: string) => void
  mayEdit: boolean
  edit: (how: (draft: Draft) => Draft) => void
  onAdd: (after: string) => void
}
