import { ConnectionError, type LocalTrackPublication, Room, setLogLevel, Track } from 'livekit-client'
import type { StageTicket } from '../../../contract/stage.ts'
import { rtcOf } from '../rtc.ts'
import type { LineVerdict } from './memory.ts'
import { type LineMeasure, verdictOf } from './verdict.ts'

// What it tells the console of each join is nobody's business; it also warns of a track that both sides took down at once.
setLogLevel('error')

export interface LineResult {
  readonly verdict: LineVerdict
  /** Where the stage is, as an administrator names it. */
  readonly host: string
  readonly measure: LineMeasure | null
}

/** How long the test sends before it judges, milliseconds. */
const SENDING_MS = 4_000

/**
 * Measures the line against the real server: goes into a room of one's own, sends a voice and a picture made here (no
 * permission is needed), and reads what the server reports of them. Never throws.
 */
export async function measureLine({ url, token, iceServers }: StageTicket): Promise<LineResult> {
  const room = new Room({ stopLocalTrackOnUnpublish: true })
  const source = madeUp()
  const began = performance.now()
  const at = new URL(url)
  try {
    await room.connect(url, token, {
      peerConnectionTimeout: 10_000,
      maxRetries: 0,
      ...rtcOf(iceServers),
    })
    const voice = await room.localParticipant.publishTrack(source.audio, {
      source: Track.Source.Microphone,
      dtx: false,
    })
    const connectMs = performance.now() - began
    const picture = await room.localParticipant.publishTrack(source.video, {
      source: Track.Source.Camera,
      simulcast: false,
    })
    await new Promise((resolve) => setTimeout(resolve, SENDING_MS))
    const measure = { connectMs, ...(await readStats([voice, picture])) }
    return { verdict: verdictOf(measure), host: at.hostname, measure }
  } catch (error) {
    if (reached(room, error)) return { verdict: 'blocked', host: at.hostname, measure: null }
    const verdict = at.host === location.host ? 'none' : 'unreached'
    return { verdict, host: at.host, measure: null }
  } finally {
    source.stop()
    await room.disconnect().catch(() => undefined)
  }
}

/** Whether the server answered though no media came through: then something between blocks it. */
const reached = (room: Room, error: unknown): boolean =>
  room.localParticipant.sid !== '' ||
  (error instanceof ConnectionError && /pc|peer|ice|negotiat/i.test(error.message))

async function readStats(sent: readonly LocalTrackPublication[]) {
  const reports = await Promise.all(sent.map(({ track }) => track?.sender?.getStats()))
  const stats = reports.flatMap((report) => (report ? [...report.values()] : []))
  const remote = stats.filter(({ type }) => type === 'remote-inbound-rtp')
  const pair = stats.find(
    ({ type, nominated, state }) => type === 'candidate-pair' && (nominated || state === 'succeeded'),
  )
  const local = stats.find(({ type, id }) => type === 'local-candidate' && id === pair?.localCandidateId)
  const trips = remote.flatMap(({ roundTripTime }) =>
    roundTripTime === undefined ? [] : [roundTripTime * 1000],
  )
  const trip = pair?.currentRoundTripTime === undefined ? trips : [pair.currentRoundTripTime * 1000, ...trips]
  return {
    roundTripMs: trip[0] ?? null,
    lost: Math.max(0, ...remote.map(({ fractionLost }) => fractionLost ?? 0)),
    upBits: pair?.availableOutgoingBitrate ?? null,
    tcp: local?.protocol === 'tcp' || local?.relayProtocol === 'tcp' || local?.relayProtocol === 'tls',
  }
}

/** A quiet tone and a moving picture, made here. */
function madeUp() {
  const context = new AudioContext()
  const tone = context.createOscillator()
  const gain = context.createGain()
  const out = context.createMediaStreamDestination()
  gain.gain.value = 0.05
  tone.connect(gain).connect(out)
  tone.start()
  void context.resume()
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 360
  const pen = canvas.getContext('2d')
  let step = 0
  const timer = setInterval(() => {
    step++
    for (let n = 0; pen && n < 60; n++) {
      pen.fillStyle = `hsl(${(step * 37 + n * 53) % 360} 70% 50%)`
      pen.fillRect((n * 71 + step * 13) % 640, (n * 47 + step * 29) % 360, 80, 60)
    }
  }, 50)
  const [audio] = out.stream.getAudioTracks()
  const [video] = canvas.captureStream(15).getVideoTracks()
  if (!audio || !video) throw new Error('This browser makes no tracks.')
  return {
    audio,
    video,
    stop() {
      clearInterval(timer)
      audio.stop()
      video.stop()
      void context.close()
    },
  }
}
