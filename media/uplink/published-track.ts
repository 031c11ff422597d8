import type { TrackInfo } from '@livekit/protocol'
import type { Packet } from '../rtp/ring.ts'
import { writePli } from '../rtp/rtcp-write.ts'
import type { Layer } from './layer.ts'

/** One keyframe for everybody who asks within this time. */
const BETWEEN_KEYFRAMES_MS = 500
/** A browser short of bandwidth or CPU stops its upper layers: silent for so long, a layer counts as stopped. */
const LAYER_SILENT_MS = 700

/** Somebody who watches or hears a track. */
export interface Watcher {
  /** The layer that she wishes for, and whether any at all. */
  readonly wished: number
  readonly enabled: boolean
  write(layer: Layer, packet: Packet, now: number): void
  /** Packets were left out: go on seamlessly from the next one that decoding can start at. */
  interrupted(): void
  /** The layers that are sent have changed. */
  retarget(now: number): void
}

/** A published track: its layers from low to high, and who gets them. */
export class PublishedTrack {
  readonly kind: 'audio' | 'video'
  readonly info: TrackInfo
  readonly watchers = new Set<Watcher>()
  readonly layers = new Map<string, Layer>()
  /** The cid of the client's AddTrackRequest, by which the track is found in the offer. */
  readonly cid: string
  mid = ''
  rids: readonly string[] = ['']
  muted: boolean
  /** Loudness of the last packet in -dBov, 0..127, and when that was. */
  level = 127
  levelAt = 0
  #sendRtcp: (packet: Buffer) => void

  constructor(kind: 'audio' | 'video', info: TrackInfo, cid: string, sendRtcp: (packet: Buffer) => void) {
    this.kind = kind
    this.info = info
    this.cid = cid
    this.muted = info.muted
    this.#sendRtcp = sendRtcp
  }

  get sid(): string {
    return this.info.sid
  }

  /** The layer at `index` if it is being sent, else the next lower one, else the lowest that is. */
  layerAt(index: number, now: number): Layer | undefined {
    const live = (rid: string): Layer | undefined => {
      const layer = this.layers.get(rid)
      return layer && (this.muted || now - layer.lastAt < LAYER_SILENT_MS) ? layer : undefined
    }
    for (let at = Math.min(index, this.rids.length - 1); at >= 0; at--) {
      const layer = live(this.rids[at] ?? '')
      if (layer) return layer
    }
    for (const rid of this.rids) {
      const layer = live(rid)
      if (layer) return layer
    }
    return undefined
  }

  push(layer: Layer, packet: Packet, now: number): void {
    for (const watcher of this.watchers) watcher.write(layer, packet, now)
  }

  interrupted(): void {
    for (const watcher of this.watchers) watcher.interrupted()
  }

  askKeyframe(layer: Layer | undefined, now: number): void {
    if (!layer || this.kind !== 'video' || now - layer.keyframeAskedAt < BETWEEN_KEYFRAMES_MS) return
    layer.keyframeAskedAt = now
    this.#sendRtcp(writePli(layer.ssrc))
  }
}
