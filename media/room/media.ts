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
  readonly health: Health
}

/** How this process does. Times are performance.now(). */
export interface Health {
  /** When anything came in last, reports of viewers too. */
  arrivedAt: number
  /** How long nothing was forwarded although somebody should have heard or seen something. */
  stalledMs: number
  /** When the process that watches this one asked last. */
  attendedAt: number
  /** When the clock ticked last, and the busy share of the time before the last look, 0..1. */
  tickedAt: number
  busy: number
}
