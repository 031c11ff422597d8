import type { Id } from '../../../kernel/ids.ts'
import type { RegistrationState } from '../contract.ts'
import { WITHDRAWAL_MINUTES } from './coming.ts'
import { UNDO_SECONDS } from './transitions.ts'

/** How many seats each firm holds, kept while several decisions follow each other. */
export interface FirmSeats {
  /** Null: as many as there are. */
  readonly perFirm: number | null
  readonly held: ReadonlyMap<Id, number>
}

export const firmIsFull = ({ perFirm, held }: FirmSeats, organization: Id): boolean =>
  perFirm !== null && (held.get(organization) ?? 0) >= perFirm

export const withSeat = (seats: FirmSeats, organization: Id, by: number): FirmSeats => ({
  ...seats,
  held: new Map(seats.held).set(organization, (seats.held.get(organization) ?? 0) + by),
})

interface Waiting {
  readonly id: Id
  readonly organization: Id
}

/** Who of the waiting, in their order, gets the free seats: whoever's firm has as many as it may is passed over. */
export function nextInLine<T extends Waiting>(waiting: readonly T[], free: number, firms: FirmSeats): T[] {
  const chosen: T[] = []
  let seats = firms
  for (const each of waiting) {
    if (chosen.length >= free) break
    if (firmIsFull(seats, each.organization)) continue
    chosen.push(each)
    seats = withSeat(seats, each.organization, 1)
  }
  return chosen
}

/** Whether a seat that was given back may still be taken back by whoever decided: nobody else gets it meanwhile. */
export function stillHeld(
  registration: {
    readonly state: RegistrationState
    readonly before: RegistrationState | null
    readonly decidedAt: Temporal.Instant | null
    readonly decidedBy: string | null
  },
  now: Temporal.Instant,
): boolean {
  const { state, before, decidedAt, decidedBy } = registration
  if (state !== 'cancelled' || before !== 'approved' || !decidedAt) return false
  const until = decidedAt.add(decidedBy ? { seconds: UNDO_SECONDS } : { minutes: WITHDRAWAL_MINUTES })
  return Temporal.Instant.compare(now, until) < 0
}
