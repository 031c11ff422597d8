import native, { type Audio, type Track, type Video } from 'node-datachannel'

/**
 * The embedded media server, of which from SIGUSR2 on nothing goes out any more, though it lives and answers: as when its line takes
 * nothing. `node --import testing/stuck-media.ts media/main.ts CONFIGURATION`.
 */
let stuck = false
process.on('SIGUSR2', () => {
  stuck = true
})

class StuckConnection extends native.PeerConnection {
  override addTrack(media: Video | Audio): Track {
    const track = super.addTrack(media)
    const send = track.sendMessageBinary.bind(track)
    return Object.defineProperty(track, 'sendMessageBinary', {
      value: (packet: Buffer) => !stuck && send(packet),
    })
  }
}
native.PeerConnection = StuckConnection
