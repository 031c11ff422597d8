import { createHmac, timingSafeEqual } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Health, Media } from './room/media.ts'
import type { Subscription } from './room/room.ts'

/** A track of which something came within this time is being sent; so long nothing at all may come in. */
const FRESH_MS = 1000
/** How late the clock must be, and how busy the process, to say that packets have waited for it. */
const LATE_MS = 200
const BUSY = 0.97

export const newHealth = (): Health => {
  const now = performance.now()
  return { arrivedAt: now, stalledMs: 0, attendedAt: now, tickedAt: now, busy: 0 }
}

/** Whether packets have waited for this process, rather than on the network: the queue before it cannot be seen from here. */
export const isBehind = ({ busy, tickedAt }: Health, now: number): boolean =>
  busy > BUSY || now - tickedAt > LATE_MS

/** Looks at a server; to be called every `ms`. A machine that slept has not stood still: each call counts for `ms` at most. */
export function watchHealth(media: Media, ms: number): (now: number) => void {
  const { health } = media
  let load = performance.eventLoopUtilization()
  let before = 0
  return (now) => {
    const current = performance.eventLoopUtilization()
    health.busy = performance.eventLoopUtilization(current, load).utilization
    load = current
    const sent = subscriptionsOf(media).reduce((sum, { forwarder }) => sum + forwarder.packets, 0)
    health.stalledMs = sent !== before || !isSomethingDue(media, now) ? 0 : health.stalledMs + ms
    before = sent
  }
}

/**
 * Whether packets should be going out: somebody is there to watch, and what she watches comes in, or nothing comes in at all, of
 * anybody. A publisher that fell silent stalls nothing as long as reports of others come in.
 */
function isSomethingDue(media: Media, now: number): boolean {
  const isDeaf = now - media.health.arrivedAt > FRESH_MS
  return subscriptionsOf(media).some(
    ({ track, owner, forwarder }) =>
      !track.muted &&
      owner.pipe?.isConnected() &&
      forwarder.isWanted &&
      (isDeaf || [...track.layers.values()].some(({ lastAt }) => now - lastAt < FRESH_MS)),
  )
}

/** Of those who have a line. */
const subscriptionsOf = ({ rooms }: Media): Subscription[] =>
  [...rooms.values()].flatMap(({ participants }) =>
    [...participants.values()].flatMap(({ pipe, subscriptions }) =>
      pipe?.isConnected() ? [...subscriptions.values()] : [],
    ),
  )

/** What the watching process decides by. */
export const statisticsOf = ({ health: { stalledMs }, rooms }: Media) => ({
  stalledMs,
  rooms: rooms.size,
  participants: [...rooms.values()].reduce((sum, { participants }) => sum + participants.size, 0),
})

/** Whether `token` is the one by which the watching process shows that it holds the secret: HMAC-SHA256 of "stats". */
export function mayReadStatistics(secret: string, token: string): boolean {
  const right = Buffer.from(createHmac('sha256', secret).update('stats').digest('base64url'))
  const given = Buffer.from(token)
  return right.length === given.length && timingSafeEqual(right, given)
}
