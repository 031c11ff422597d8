import type { UpdateTrackSettings, VideoLayer } from '@livekit/protocol'
import { Forwarder } from '../downlink/forwarder.ts'
import type { PublishedTrack } from '../uplink/published-track.ts'
import { dynacast } from './dynacast.ts'
import type { Participant } from './room.ts'

/** A viewer begins with the smallest layer: quickly there, and better ones follow as its line takes them. */
const FIRST_LAYER = 0

/** Lets `viewer` receive `track` of `owner`, if it may; the client is asked for a section where it has none free. */
export function subscribe(viewer: Participant, owner: Participant, track: PublishedTrack): void {
  if (!viewer.permission.canSubscribe || viewer === owner || viewer.gone) return
  if (viewer.subscriptions.has(track.sid)) return
  const forwarder = new Forwarder(track, (packet) => viewer.pipe?.send(packet) ?? false)
  forwarder.allowed = FIRST_LAYER
  viewer.bySsrc.set(forwarder.ssrc, forwarder)
  viewer.subscriptions.set(track.sid, { track, owner, forwarder })
  dynacast(owner, track)
  askForOffer(viewer)
}

export function unsubscribe(viewer: Participant, trackSid: string): void {
  const subscription = viewer.subscriptions.get(trackSid)
  if (!subscription) return
  viewer.subscriptions.delete(trackSid)
  viewer.bySsrc.delete(subscription.forwarder.ssrc)
  subscription.forwarder.close()
  if (!subscription.owner.gone) dynacast(subscription.owner, subscription.track)
  if (!subscription.slot) return
  subscription.slot.draining = true
  askForOffer(viewer)
}

/** Everything that is published by others. */
export function subscribeToAll(viewer: Participant): void {
  for (const owner of viewer.room.others(viewer))
    for (const track of owner.tracks.values()) subscribe(viewer, owner, track)
}

/** Starts what has a section and a line. */
export function openForwarders(viewer: Participant, now: number): void {
  if (!viewer.pipe?.isConnected()) return
  for (const { slot, forwarder } of viewer.subscriptions.values())
    if (slot && !forwarder.isOpen) forwarder.open(now)
}

/**
 * Only the client makes offers, so that two offers can never cross. It is asked for one, with as many more sections as are
 * missing; none missing is "negotiate again".
 */
export function askForOffer(viewer: Participant): void {
  if (viewer.offerAsked || viewer.askTimer || !viewer.ufrag || viewer.gone) return
  viewer.askTimer = setTimeout(() => {
    viewer.askTimer = undefined
    if (viewer.offerAsked || viewer.gone || !needsOffer(viewer)) return
    viewer.offerAsked = true
    const missing = { audio: 0, video: 0 }
    for (const { track, slot } of viewer.subscriptions.values()) if (!slot) missing[track.kind]++
    for (const { subscription, kind } of viewer.slots.values()) if (!subscription) missing[kind]--
    viewer.send({
      case: 'mediaSectionsRequirement',
      value: { numAudios: Math.max(0, missing.audio), numVideos: Math.max(0, missing.video) },
    })
  }, 20)
}

const needsOffer = (viewer: Participant): boolean =>
  [...viewer.subscriptions.values()].some(({ slot }) => !slot) ||
  [...viewer.slots.values()].some(({ draining }) => draining)

/** What a viewer says of a track: hidden, or so large (adaptive stream). */
export function applySettings(viewer: Participant, settings: UpdateTrackSettings, now: number): void {
  for (const sid of settings.trackSids) {
    const subscription = viewer.subscriptions.get(sid)
    if (!subscription) continue
    const { forwarder, track, owner } = subscription
    forwarder.enabled = !settings.disabled
    if (track.kind === 'video') {
      forwarder.wished =
        settings.width > 0
          ? layerForSize(track.info.layers, settings.width, settings.height)
          : settings.quality
      dynacast(owner, track)
    }
    if (forwarder.enabled) forwarder.retarget(now)
    else forwarder.interrupted()
  }
}

/** The smallest layer that fills the picture. */
function layerForSize(layers: readonly VideoLayer[], width: number, height: number): number {
  const sorted = layers.toSorted((a, b) => a.width - b.width)
  const index = sorted.findIndex((layer) => layer.width >= width || layer.height >= height)
  return index < 0 ? Math.max(0, sorted.length - 1) : index
}
