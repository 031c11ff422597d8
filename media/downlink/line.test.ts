import { TrackInfo } from '@livekit/protocol'
import { expect, it } from 'vitest'
import { NO_IDS } from '../rtp/codecs.ts'
import { Layer } from '../uplink/layer.ts'
import { PublishedTrack } from '../uplink/published-track.ts'
import { Forwarder } from './forwarder.ts'
import { Line } from './line.ts'

/** A camera in three layers and one who watches it, on a clock of ours; her line loses `lost` of whatever comes. */
function watching() {
  const track = new PublishedTrack('video', new TrackInfo({ sid: 'TR_V' }), 'cid', () => undefined)
  track.rids = ['q', 'h', 'f']
  const layers = track.rids.map((rid, index) => {
    const layer = new Layer('video', rid, index + 1, 96)
    layer.kbps = [160, 500, 1200][index] ?? 0
    track.layers.set(rid, layer)
    return layer
  })
  let last = 0
  const forwarder = new Forwarder(track, (packet) => {
    last = packet.readUInt16BE(2)
    return true
  })
  forwarder.allowed = 0
  forwarder.address = { payloads: { main: 96, red: 0, repair: 97 }, sendTimeId: 0, cname: 'name' }
  const line = new Line(() => [forwarder])
  let now = 0
  const step = (lost: number): void => {
    now += 50
    for (const layer of layers) {
      const [seq, timestamp] = [now / 50, now * 90]
      layer.lastAt = now
      const payload = Buffer.alloc(layer.kbps * 6)
      const packet = { seq, timestamp, marker: true, payload, keyframe: true, primaryAt: 0, vp8: NO_IDS }
      layer.ring.put(packet)
      forwarder.write(layer, packet, now)
    }
    line.probe(now)
    if (now % 500 > 0) return
    line.tick(now)
    if (forwarder.layer)
      line.reportLoss(forwarder, { ssrc: forwarder.ssrc, fraction: lost, highestSeq: last }, now)
  }
  forwarder.open(0)
  /** The layer allowed at each change, and for how many seconds it was. */
  return (seconds: number, lost: number): [layer: number, seconds: number][] => {
    const spells: [number, number][] = [[forwarder.allowed, 0]]
    for (let at = 0; at < seconds; at += 0.05) {
      step(lost)
      const spell = spells.at(-1)
      if (spell?.[0] === forwarder.allowed) spell[1] += 0.05
      else spells.push([forwarder.allowed, 0.05])
    }
    return spells
  }
}

it('a line that does not carry the smallest picture gets none, and tries it again later and later', () => {
  const run = watching()
  run(5, 0)
  const spells = run(120, 0.4)
  const without = spells.filter(([layer]) => layer < 0).map(([, seconds]) => Math.floor(seconds))
  expect(without.slice(0, 5)).toEqual([3, 6, 12, 24, 30])
  const tried = spells.filter(([layer]) => layer === 0).slice(1)
  expect(Math.max(...tried.map(([, seconds]) => seconds))).toBeLessThan(4)
  // Nothing comes, so nothing is reported: all the same the picture is back, and the best one soon after.
  const [, ...back] = run(60, 0)
  expect(back.map(([layer]) => layer)).toEqual([0, 1, 2])
})

it('a little loss takes no picture away', () => {
  const run = watching()
  run(5, 0)
  expect(run(60, 0.07)).toEqual([[2, expect.closeTo(60, 0)]])
})
