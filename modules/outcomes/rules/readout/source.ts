import type { Locale } from '../../../../kernel/locale.ts'
import type { Localized } from '../../../../kernel/schemas.ts'
import type { RecordEvent } from '../../../room/contract.ts'
import type { EventRef } from '../../contract.ts'

/** A fact and the events it rests on. */
export interface Fact<T> {
  readonly value: T
  readonly from: readonly EventRef[]
}

export type Pronoun = 'she' | 'he'

/** A seat on the panel as it stood on the day. */
export interface Seat {
  readonly id: string
  readonly person: string | null
  readonly name: Localized
  readonly title: Localized | null
  readonly organization: Localized | null
  /** "CDA Baker": how a text names them after the first time. */
  readonly shortName: Localized | null
  /** Nobody's gender is guessed: without it a text repeats the name. */
  readonly pronoun: Pronoun | null
  readonly isHost: boolean
  readonly from: readonly EventRef[]
}

/** Phrases that the mission wrote for this call; each stands inside a sentence, so without capital or full stop. */
export interface Wording {
  /** "U.S. information and communication technology (ICT) firms" */
  readonly audience: Fact<Localized> | null
  /** "American ICT firms" */
  readonly audienceShort: Fact<Localized> | null
  /** "senior Pakistani government officials" */
  readonly officials: Fact<Localized> | null
  /** "Pakistani officials" */
  readonly officialsShort: Fact<Localized> | null
  /** "commercial opportunities in Pakistan’s growing IT sector" */
  readonly subject: Fact<Localized> | null
  /** "digital economy opportunities" */
  readonly subjectShort: Fact<Localized> | null
}

/** A call of the series that was held before this one. */
export interface EarlierCall {
  readonly startedAt: Temporal.Instant
  /** Who hosted, to tell whether the same person led them all. */
  readonly host: string | null
  readonly from: readonly EventRef[]
}

/** Words of the record in the other language, as somebody of the mission put them. */
export interface Translation {
  readonly locale: Locale
  readonly text: string
  readonly from: EventRef
}

/** Everything a readout may say: what was announced, who came, what the record holds. */
export interface ReadoutSource {
  readonly call: string
  readonly title: Fact<Localized>
  /** Its number in the series as announced. */
  readonly number: number
  readonly zone: string
  readonly wording: Wording
  readonly mission: Fact<Localized>
  readonly program: Fact<{ readonly name: Localized; readonly description: Localized | null }> | null
  readonly series: Fact<{ readonly purpose: Localized | null }> | null
  readonly campaign: Fact<{ readonly name: Localized; readonly statement: Localized | null }> | null
  readonly panel: readonly Seat[]
  readonly earlier: readonly EarlierCall[]
  readonly stream: string
  readonly record: readonly RecordEvent[]
  /** What the mission translated of the record: `seq` of the words → their translation. */
  readonly translations: ReadonlyMap<number, Translation>
  /** Names as they stand now; an erased one is missing. */
  readonly people: ReadonlyMap<string, { readonly name: string; readonly organization: string | null }>
}
