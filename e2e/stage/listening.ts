/**
 * What runs in each person's page: the unmodified livekit-client, an ear (a spectrum of everything that comes) and an eye (the
 * colour of each picture that comes). Kept as one object on the page.
 */
interface Track {
  readonly kind: string
  readonly source: string
  readonly mediaStreamTrack: MediaStreamTrack
  attach(): HTMLMediaElement
  detach(): HTMLMediaElement[]
}
interface Publication {
  readonly source: string
  readonly track?: Track
}
interface Participant {
  readonly identity: string
  readonly isMicrophoneEnabled: boolean
  readonly trackPublications: Map<string, Publication>
  readonly permissions?: { readonly canPublish: boolean }
}
interface Local extends Participant {
  setMicrophoneEnabled(on: boolean, options?: object, publish?: object): Promise<unknown>
  setCameraEnabled(on: boolean, options?: object, publish?: object): Promise<unknown>
}
interface Room {
  readonly state: string
  readonly localParticipant: Local
  readonly remoteParticipants: Map<string, Participant>
  connect(url: string, token: string, options?: object): Promise<void>
  disconnect(): Promise<void>
  on(event: string, handler: (...what: never[]) => void): Room
  simulateScenario?(scenario: string): Promise<void>
  readonly engine: {
    readonly pcManager?: {
      readonly publisher: { getRemoteDescription(): { sdp: string } | null | undefined }
    }
  }
}
interface Library {
  Room: new (options?: object) => Room
}
export interface Ears {
  room: Room
  log: string[]
  connect(url: string, token: string): Promise<void>
  /** Comes in anew: after how many milliseconds the first sound was in the ear, and the first picture in the eye. */
  arrive(url: string, token: string): Promise<{ sound: number; picture: number }>
  speak(on: boolean): Promise<string>
  show(on: boolean): Promise<string>
  /** How loud each tone is, in dB, and how much louder than what lies between the tones. */
  spectrum(tones: number[]): number[][]
  /** Mean colour of each picture that plays, as [r, g, b], by identity. */
  colours(): Record<string, number[]>
  others(): string[]
  wayIn(): string
}
declare global {
  var LivekitClient: Library
  var ears: Ears
}

/** Set up in the page. */
export function listen(): void {
  const { Room } = globalThis.LivekitClient
  const audio = new AudioContext()
  const analyser = audio.createAnalyser()
  analyser.fftSize = 16_384
  analyser.smoothingTimeConstant = 0.3
  const silent = audio.createGain()
  silent.gain.value = 0
  analyser.connect(silent).connect(audio.destination)
  // Without any input an analyser stands still and shows what was last heard.
  const hush = audio.createConstantSource()
  hush.offset.value = 0
  hush.connect(analyser)
  hush.start()
  const sources = new Map<Track, MediaStreamAudioSourceNode>()
  const videos = new Map<string, HTMLVideoElement>()
  const log: string[] = []
  // Patient as the screen is: modules/room/web/stage/live/join.ts.
  const reconnectPolicy = {
    nextRetryDelayInMs: ({ elapsedMs }: { elapsedMs: number }) =>
      elapsedMs > 60_000 ? null : 300 + Math.random() * 700,
  }
  const room = new Room({ adaptiveStream: false, dynacast: false, reconnectPolicy })
  room
    .on('trackSubscribed', (track: Track, _publication: Publication, who: Participant) => {
      log.push(`+${track.source} ${who.identity}`)
      const element = track.attach()
      document.body.append(element)
      if (track.kind === 'video') {
        videos.set(who.identity, element as HTMLVideoElement)
        return
      }
      element.muted = true
      const source = audio.createMediaStreamSource(new MediaStream([track.mediaStreamTrack]))
      source.connect(analyser)
      sources.set(track, source)
    })
    .on('trackUnsubscribed', (track: Track, _publication: Publication, who: Participant) => {
      log.push(`-${track.source} ${who.identity}`)
      sources.get(track)?.disconnect()
      sources.delete(track)
      if (track.kind === 'video') videos.delete(who.identity)
      for (const element of track.detach()) element.remove()
    })
    .on('reconnecting', () => void log.push('reconnecting'))
    .on('signalReconnecting', () => void log.push('signal reconnecting'))
    .on('reconnected', () => void log.push('reconnected'))
    .on('disconnected', (reason: number) => void log.push(`disconnected ${reason}`))
  const tried = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work
      return 'done'
    } catch (error) {
      return String(error)
    }
  }
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  globalThis.ears = {
    room,
    log,
    async connect(url, token) {
      await audio.resume()
      // As the screen does: out of the room of the former phase before one goes into the next.
      if (room.state !== 'disconnected') await room.disconnect()
      await room.connect(url, token, { peerConnectionTimeout: 10_000 })
    },
    async arrive(url, token) {
      await room.disconnect()
      const samples = new Float32Array(analyser.fftSize)
      const sounds = () => {
        analyser.getFloatTimeDomainData(samples)
        return samples.some((sample) => Math.abs(sample) > 0.01)
      }
      const shows = () =>
        [...videos.values()].some((video) => video.getVideoPlaybackQuality().totalVideoFrames > 0)
      const first = (happens: () => boolean) =>
        new Promise<number>((resolve) => {
          const timer = setInterval(() => {
            if (!happens()) return
            clearInterval(timer)
            resolve(Math.round(performance.now() - began))
          }, 10)
        })
      let began = performance.now()
      await first(() => !sounds())
      began = performance.now()
      const [sound, picture] = await Promise.all([
        first(sounds),
        first(shows),
        room.connect(url, token, { peerConnectionTimeout: 10_000 }),
      ])
      return { sound, picture }
    },
    speak: (on) => tried(room.localParticipant.setMicrophoneEnabled(on, plain, { dtx: false, red: true })),
    show: (on) =>
      tried(
        room.localParticipant.setCameraEnabled(
          on,
          { resolution: { width: 320, height: 180 } },
          { simulcast: false },
        ),
      ),
    spectrum(tones) {
      // What came a moment ago may still be in the ear.
      if (sources.size === 0) return tones.map(() => [])
      const bins = new Float32Array(analyser.frequencyBinCount)
      analyser.getFloatFrequencyData(bins)
      const width = audio.sampleRate / analyser.fftSize
      const at = (tone: number) => {
        const middle = Math.round(tone / width)
        return Math.max(...bins.slice(middle - 2, middle + 3))
      }
      const floor = Math.max(-100, at(350), at(1000), at(1450))
      return tones.map((tone) => [Math.max(-200, at(tone)), Math.max(-200, at(tone)) - floor])
    },
    colours() {
      const canvas = document.createElement('canvas')
      canvas.width = 8
      canvas.height = 8
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const seen: Record<string, number[]> = {}
      for (const [identity, video] of videos) {
        if (!context || video.videoWidth === 0) continue
        context.drawImage(video, 0, 0, 8, 8)
        const [r = 0, g = 0, b = 0] = context.getImageData(4, 4, 1, 1).data
        seen[identity] = [r, g, b]
      }
      return seen
    },
    others: () => [...room.remoteParticipants.keys()],
    wayIn: () =>
      /a=ice-ufrag:(\S+)/.exec(room.engine.pcManager?.publisher.getRemoteDescription()?.sdp ?? '')?.[1] ?? '',
  }
}
