import { TrackInfo } from '@livekit/protocol'
import { expect, it } from 'vitest'
import { NO_IDS } from '../rtp/codecs.ts'
import { readRtp } from '../rtp/packet.ts'
import { Layer } from '../uplink/layer.ts'
import { PublishedTrack } from '../uplink/published-track.ts'
import { Forwarder } from './forwarder.ts'

/** Numbers of packets come round after 65,536; half of that is eleven minutes of a voice. */
const PACKETS = 40_000

it('a packet is sent again however long the stream has gone on', () => {
  const sent: Buffer[] = []
  const track = new PublishedTrack('audio', new TrackInfo({ sid: 'TR_A' }), 'cid', () => undefined)
  const layer = new Layer('audio', '', 1, 111)
  const forwarder = new Forwarder(track, (packet) => sent.push(Buffer.from(packet)) > 0)
  const payloads = { main: 111, red: 0, repair: 0 }
  forwarder.address = { payloads, sendTimeId: 0, cname: 'name' }
  forwarder.open(0)
  for (let seq = 0; seq < PACKETS; seq++) {
    const packet = {
      seq,
      timestamp: seq * 960,
      marker: false,
      payload: Buffer.from([seq & 0xff]),
      keyframe: true,
      primaryAt: 0,
      vp8: NO_IDS,
    }
    layer.ring.put(packet)
    forwarder.write(layer, packet, seq * 20)
  }
  expect(sent).toHaveLength(PACKETS)
  const [last] = sent.splice(0).slice(-5)
  forwarder.repair([readRtp(last!)!.seq], () => true, PACKETS * 20)
  expect(sent).toEqual([last])
})
