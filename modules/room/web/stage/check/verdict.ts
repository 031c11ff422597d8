import type { LineVerdict } from './memory.ts'

/** What was measured against the server of the stage, with a picture and a voice made by the browser itself. */
export interface LineMeasure {
  /** From the first try to the moment sound could flow, milliseconds. */
  readonly connectMs: number
  /** There and back, milliseconds; null when the server reported none. */
  readonly roundTripMs: number | null
  /** Share of packets that did not arrive, 0 to 1. */
  readonly lost: number
  /** What the line can carry upwards, bits per second, as the browser estimates; null when it does not say. */
  readonly upBits: number | null
  /** Sound goes over TCP because UDP is blocked. */
  readonly tcp: boolean
}

/** A picture needs about 300 kbit/s to be of use; below 60 kbit/s even a voice breaks up. */
const PICTURE_BITS = 300_000
const VOICE_BITS = 60_000

/** The verdict that is put into words. */
export function verdictOf({ lost, roundTripMs, upBits }: LineMeasure): LineVerdict {
  const bits = upBits ?? Number.POSITIVE_INFINITY
  if (lost > 0.15 || bits < VOICE_BITS * 2) return 'sound'
  if (lost > 0.03 || bits < PICTURE_BITS || (roundTripMs ?? 0) > 600) return 'weak'
  return 'good'
}
