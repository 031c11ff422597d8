import type { Forwarder } from './forwarder.ts'

/**
 * Takes layers away until the pictures fit into `room`, one layer at least: the smallest of each stays first, in the order of
 * subscription, then the next better of each. With `least` 0 the smallest of each stays even if it does not fit.
 */
export function lower(videos: readonly Forwarder[], room: number, least: number, now: number): void {
  const sum = videos.reduce((cost, each) => cost + costOf(each, levelOf(each)), 0)
  let left = Math.min(room, sum - 1)
  const layers = videos.map(() => -1)
  for (let level = 0; level <= 2; level++)
    videos.forEach((each, index) => {
      const more = costOf(each, level) - costOf(each, level - 1)
      if (layers[index] !== level - 1 || level > levelOf(each) || (level > least && more > left)) return
      left -= more
      layers[index] = level
    })
  for (const [index, each] of videos.entries()) allow(each, layers[index] ?? 0, now)
}

/** Lets `forwarder` send up to `layer`, from its next keyframe on. */
export function allow(forwarder: Forwarder, layer: number, now: number): void {
  if (forwarder.allowed === layer) return
  forwarder.allowed = layer
  forwarder.retarget(now)
}

/** The best layer that is wished and there. */
export const bestOf = ({ wished, track }: Forwarder): number => Math.min(wished, track.rids.length - 1)

/** The layer that goes to the viewer, or will in a moment; -1 for none. */
export const levelOf = (forwarder: Forwarder): number => Math.min(forwarder.allowed, bestOf(forwarder))

/** Bits per second of a layer, with what the network adds; of a layer that is not measured yet, a guess. */
export function costOf({ track }: Forwarder, index: number): number {
  if (index < 0) return 0
  const at = Math.min(index, track.rids.length - 1)
  const measured = track.layers.get(track.rids[at] ?? '')?.kbps ?? 0
  return (measured > 0 ? measured : ([150, 400, 1200][at] ?? 1200)) * 1050
}
