import type { MediaConfig } from '../config.ts'
import type { Tokens } from '../token.ts'
import type { Network } from '../transport/pipe.ts'
import type { Webhooks } from '../webhooks.ts'
import type { Room } from './room.ts'

/** What everything in the server stands on. */
export interface Media {
  readonly config: MediaConfig
  readonly network: Network
  readonly tokens: Tokens
  readonly webhooks: Webhooks
  readonly rooms: Map<string, Room>
  readonly counters: Counters
  /** Whether the process is behind with its work: packets have waited before we saw them. */
  isBehind(now: number): boolean
}

/** Counted since the start; times are performance.now(). */
export interface Counters {
  forwarded: number
  received: number
  forwardedAt: number
  receivedAt: number
  /** When anything came in last, reports of viewers too. */
  arrivedAt: number
}
