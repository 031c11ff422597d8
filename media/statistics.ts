import type { Media } from './room/media.ts'

/** What the watching process decides by: whether anything is forwarded while somebody publishes, and how large this one is. */
export interface Statistics {
  /** Packets sent to viewers, and packets that came from publishers, since the start. */
  readonly forwarded: number
  readonly received: number
  readonly rooms: number
  readonly participants: number
  /** Of those who publish something unmuted: how many have a line, and have somebody to send to. */
  readonly publishersConnected: number
  readonly publishersHeard: number
  readonly memoryBytes: number
  readonly webhooksDropped: number
}

export function statisticsOf(media: Media): Statistics {
  const participants = [...media.rooms.values()].flatMap((room) => [...room.participants.values()])
  const publishing = participants.filter(
    ({ pipe, tracks }) => pipe?.isConnected() && [...tracks.values()].some(({ muted }) => !muted),
  )
  const heard = publishing.filter(({ tracks }) =>
    [...tracks.values()].some(({ muted, watchers }) => !muted && watchers.size > 0),
  )
  return {
    ...media.counters,
    rooms: media.rooms.size,
    participants: participants.length,
    publishersConnected: publishing.length,
    publishersHeard: heard.length,
    memoryBytes: process.memoryUsage.rss(),
    webhooksDropped: media.webhooks.dropped,
  }
}
