import type { Localized } from '../../../kernel/schemas.ts'
import type { Sector } from '../../calls/contract/words.ts'
import type { ClosedBecause } from './words.ts'

/** What the registration pages show of the call. */
export interface CallOfForm {
  readonly slug: string
  readonly topic: Localized
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly zone: string
  readonly hostPlace: Localized
  readonly rsvpDeadline: string | null
  readonly sectors: readonly Sector[]
  readonly languages: readonly string[]
  /** All seats are given: one can register and wait. */
  readonly full: boolean
  readonly home: { readonly zone: string; readonly place: Localized }
}

export interface FormError {
  /** Name of the control. */
  readonly field: string
  /** `<slice>.<key>` is said by that slice, else by `server:fields`. */
  readonly reason: string
}

export interface RegisterPageProps {
  readonly call: CallOfForm
  readonly notice: { readonly version: number; readonly at: string; readonly text: Localized }
  /** What was typed, as it was typed. */
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly errors: readonly FormError[]
}

export interface ClosedPageProps {
  readonly call: CallOfForm
  readonly because: ClosedBecause
}

export interface ReceivedPageProps {
  readonly call: CallOfForm
}

/** Where somebody stands who was asked whether she still comes. `begun`, `ended`, `cancelled`: of the call. */
export type ComingStep =
  | 'unknown'
  | 'revoked'
  | 'asked'
  | 'not_asked'
  | 'coming'
  | 'cannot'
  | 'no_seat'
  | 'begun'
  | 'ended'
  | 'cancelled'

export interface ComingPageProps {
  readonly step: ComingStep
  /** Null behind a link that opens nothing. */
  readonly about: {
    readonly token: string
    readonly name: string | null
    readonly call: CallOfForm
    /** The earlier time; null when the call did not move. */
    readonly was: { readonly startsAt: string; readonly endsAt: string } | null
    /** Until when a withdrawal can be taken back; null when it cannot. */
    readonly undoUntil: string | null
  } | null
  /** Why what was pressed was not done: a key under `errors` of this slice. */
  readonly refused: string | null
}
