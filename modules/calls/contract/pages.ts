import type { Localized } from '../../../kernel/schemas.ts'
import type { CallState, GroundRules, Sector, StageRole } from './words.ts'

/** The home capital, as the installation names it. */
export interface Home {
  readonly zone: string
  readonly place: string
}

export interface ShownPerson {
  readonly id: string
  readonly role: StageRole
  readonly name: Localized
  readonly title: Localized
  readonly organization: Localized
  readonly bio: Localized
}

/** Seats of a call with a capacity. */
export interface SeatsShown {
  readonly capacity: number
  readonly left: number
}

/** Whether one can still register, and why not. */
export type Door =
  | 'open'
  | 'nearly-full'
  | 'full'
  | 'deadline-past'
  | 'cancelled'
  | 'live'
  | 'ended'
  | 'draft'

/** A call in a list. */
export interface ListedCall {
  readonly slug: string
  readonly state: CallState
  readonly door: Door
  readonly topic: Localized
  readonly program: { readonly slug: string; readonly name: Localized }
  readonly series: { readonly slug: string; readonly name: Localized; readonly number: number }
  readonly host: ShownPerson | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly zone: string
  readonly hostPlace: Localized
}

/** What the public page of a call knows. Nothing here is for the admitted only. */
export interface CallPageProps {
  readonly call: ListedCall & {
    readonly description: Localized
    readonly openTo: Localized
    readonly panel: readonly ShownPerson[]
    readonly agenda: readonly {
      readonly id: string
      readonly title: Localized
      readonly speaker: string | null
      readonly startsAt: string | null
      readonly minutes: number
      readonly groundRules: GroundRules
    }[]
    readonly campaign: Localized | null
    readonly rsvpDeadline: string | null
    readonly sectors: readonly Sector[]
    readonly countries: readonly string[]
    readonly languages: readonly string[]
    readonly groundRules: GroundRules
    readonly cancelReason: string | null
  }
  readonly seats: SeatsShown | null
  /** Whether its readout is published. */
  readonly readout: boolean
  readonly home: Home
  /** The reader's own zone, if she asked for it. */
  readonly mine: string | null
}

/** Of a longer list the calls of one page, counted from 1. */
export interface ListedPage {
  readonly items: readonly ListedCall[]
  readonly page: number
  readonly pages: number
}

export interface HomePageProps {
  readonly programs: readonly {
    readonly slug: string
    readonly name: Localized
    readonly purpose: Localized
  }[]
  readonly upcoming: ListedPage
  readonly past: ListedPage
  readonly home: Home
}

export interface ProgramPageProps {
  readonly program: { readonly slug: string; readonly name: Localized; readonly purpose: Localized }
  readonly series: readonly {
    readonly slug: string
    readonly name: Localized
    readonly description: Localized
  }[]
  readonly upcoming: ListedPage
  readonly past: ListedPage
  readonly home: Home
}

export interface SeriesPageProps {
  readonly program: { readonly slug: string; readonly name: Localized }
  readonly series: { readonly slug: string; readonly name: Localized; readonly description: Localized }
  readonly upcoming: ListedPage
  readonly past: ListedPage
  readonly home: Home
}

export interface WordsPageProps {
  readonly words: 'privacy' | 'accessibility'
}

/** Where one asks to be told of future calls, and what becomes of it. Names nobody. */
export interface SubscribePageProps {
  /** `form` asks, `received` says that a mail is on its way, the others stand behind the link of that mail. */
  readonly step: 'form' | 'received' | 'asked' | 'confirmed' | 'ended' | 'unknown'
  /** Null where the link leads nowhere. */
  readonly about: { readonly path: string; readonly name: Localized } | null
  readonly values: { readonly name: string; readonly email: string }
  readonly errors: readonly { readonly field: 'name' | 'email' | 'form'; readonly reason: string }[]
}
