import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Media } from './room/media.ts'

/** Publishers that have sent within this time count as sending. */
const FRESH_MS = 1000

/** What the watching process decides by. */
export interface Statistics {
  /** Packets sent to viewers, and packets that came from publishers, since the start. */
  readonly forwarded: number
  readonly received: number
  /** Milliseconds for which nothing was forwarded, or nothing at all came in, although somebody is watched or heard. */
  readonly stalledMs: number
  readonly rooms: number
  readonly participants: number
  /** Of those who publish something that is not muted: how many have a line. */
  readonly publishersConnected: number
  readonly memoryBytes: number
  readonly webhooksDropped: number
}

export function statisticsOf(media: Media): Statistics {
  const { forwarded, received } = media.counters
  const participants = [...media.rooms.values()].flatMap((room) => [...room.participants.values()])
  return {
    forwarded,
    received,
    stalledMs: Math.round(stalledFor(media, performance.now())),
    rooms: media.rooms.size,
    participants: participants.length,
    publishersConnected: participants.filter(
      ({ pipe, tracks }) => pipe?.isConnected() && [...tracks.values()].some(({ muted }) => !muted),
    ).length,
    memoryBytes: process.memoryUsage.rss(),
    webhooksDropped: media.webhooks.dropped,
  }
}

/**
 * A publisher that fell silent stalls nothing as long as reports of others come in; packets that come and do not go, or a line on
 * which nothing comes at all, do.
 */
function stalledFor(media: Media, now: number): number {
  const { forwardedAt, receivedAt, arrivedAt } = media.counters
  if (!isSomebodyWatched(media)) return 0
  return now - Math.max(forwardedAt, now - receivedAt < FRESH_MS ? 0 : arrivedAt)
}

function isSomebodyWatched(media: Media): boolean {
  for (const room of media.rooms.values())
    for (const { subscriptions, pipe } of room.participants.values())
      if (pipe?.isConnected())
        for (const { track, owner, forwarder } of subscriptions.values())
          if (!track.muted && owner.pipe?.isConnected() && forwarder.isWanted) return true
  return false
}

/** Whether `token` is the one by which the watching process shows that it holds the secret: HMAC-SHA256 of "stats". */
export function mayReadStatistics(secret: string, token: string): boolean {
  const right = Buffer.from(createHmac('sha256', secret).update('stats').digest('base64url'))
  const given = Buffer.from(token)
  return right.length === given.length && timingSafeEqual(right, given)
}
