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
