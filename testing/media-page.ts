import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Page } from '@playwright/test'
import { goThrough } from './weak-line.ts'

const CLIENT = createRequire(import.meta.url).resolve('livekit-client')

/** What a seat does in the page; all seats of a page share one browser and have a connection each. */
export interface Seat {
  /** Joins; resolves to the milliseconds until connected, or rejects with the client's error. */
  join(token: string, options?: object): Promise<number>
  leave(): Promise<void>
  /** Publishes a microphone that hums at `hertz`. */
  hum(hertz: number): Promise<void>
  /** Publishes a camera that shows one colour, or `busy`: a picture that costs what pictures cost; 640 by 360, in layers. */
  show(colour: string, source?: 'camera' | 'screen_share'): Promise<void>
  unshow(): Promise<void>
  mute(source: 'microphone' | 'camera', muted: boolean): Promise<void>
  say(text: string, reliable?: boolean): Promise<void>
  /** The tones that are heard now, of `among`. */
  hears(among: readonly number[]): Promise<number[]>
  /** Of each one who is seen: whether the picture moved in the last moment, its width and the strongest of red, green, blue. */
  sees(): Promise<Record<string, { frames: number; width: number; colour: string }>>
  /** What has come of sound and picture since it joined; the longest time without a new picture is of the time since the last look. */
  came(): Promise<Arrived>
  /** Anything of the room, as `evaluate` would. */
  room<T>(read: string): Promise<T>
  /** Names of events since it joined. */
  events(): Promise<string[]>
}

export interface Arrived {
  /** Samples of sound that were played, and of them those that were made up because nothing had come. */
  readonly samples: number
  readonly concealed: number
  readonly soundBytes: number
  readonly pictureBytes: number
  readonly frames: number
  readonly width: number
  readonly longestGapMs: number
  readonly freezes: number
  readonly frozenMs: number
  /** Milliseconds of the page's clock. */
  readonly at: number
}

export interface MediaPage {
  readonly page: Page
  seat(name: string): Seat
  close(): Promise<void>
}

/** A real browser with the real client of LiveKit, at the signalling address `url`; `through` is a UDP port that all its media takes. */
export async function openMediaPage(url: string, through?: number): Promise<MediaPage> {
  const executablePath = process.env['CHROMIUM_PATH']
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...(through ? ['--disable-features=WebRtcHideLocalIpsWithMdns'] : []),
    ],
  })
  const page = await browser.newPage()
  // The signalling server answers "/" with two letters: an origin on loopback, which is a secure context.
  if (through) await page.addInitScript(goThrough, through)
  await page.goto(url)
  await page.addScriptTag({ content: readFileSync(CLIENT, 'utf8') })
  await page.addScriptTag({ content: `(${inPage.toString()})()` })
  const run = <T>(name: string, method: string, ...args: unknown[]): Promise<T> =>
    page.evaluate(
      ([seat, what, given]) =>
        (globalThis as unknown as { seat(name: string): Record<string, (...a: unknown[]) => unknown> })
          .seat(seat as string)
          [what as string]?.(...(given as unknown[])) as Promise<unknown>,
      [name, method, args] as const,
    ) as Promise<T>
  return {
    page,
    seat: (name) => ({
      join: (token, options) => run(name, 'join', url, token, options ?? {}),
      leave: () => run(name, 'leave'),
      hum: (hertz) => run(name, 'hum', hertz),
      show: (colour, source) => run(name, 'show', colour, source ?? 'camera'),
      unshow: () => run(name, 'unshow'),
      mute: (source, muted) => run(name, 'mute', source, muted),
      say: (text, reliable) => run(name, 'say', text, reliable ?? true),
      hears: (among) => run(name, 'hears', among),
      sees: () => run(name, 'sees'),
      came: () => run(name, 'came'),
      room: (read) => run(name, 'read', read),
      events: () => run(name, 'events'),
    }),
    close: () => browser.close(),
  }
}

/** Runs in the page. It is plain JavaScript in all but name: the client there has no types here. */
function inPage(): void {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own world
  const world = globalThis as any
  const kit = world.LivekitClient
  const seats = new Map<string, unknown>()
  const audio = new world.AudioContext()
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  kit.setLogLevel('error')

  const open = () => {
    const happened: string[] = []
    const heard = new Map()
    const seen = new Map()
    const said: string[] = []
    const spoke = new Set<string>()
    let longestGap = 0
    let room = new kit.Room()
    let shown: { track: unknown; timer: number } | undefined
    // biome-ignore lint/suspicious/noExplicitAny: the page's own world
    const take = (track: any, publication: any, who: any): void => {
      const element = track.attach()
      world.document.body.append(element)
      if (track.kind === 'video') {
        element.muted = true
        let last = performance.now()
        const framed = (): void => {
          const now = performance.now()
          longestGap = Math.max(longestGap, now - last)
          last = now
          element.requestVideoFrameCallback(framed)
        }
        element.requestVideoFrameCallback(() => {
          last = performance.now()
          framed()
        })
        seen.set(publication.trackSid, { element, who, publication })
        return
      }
      element.volume = 0
      const analyser = audio.createAnalyser()
      analyser.fftSize = 8192
      analyser.smoothingTimeConstant = 0
      audio.createMediaStreamSource(new world.MediaStream([track.mediaStreamTrack])).connect(analyser)
      heard.set(publication.trackSid, analyser)
    }
    return {
      async join(url: string, token: string, options: object) {
        // As the product does it: at first quickly, again and again.
        const reconnectPolicy = {
          nextRetryDelayInMs: (context: { elapsedMs: number }) =>
            context.elapsedMs > 60_000 ? null : 300 + Math.random() * 700,
        }
        room = new kit.Room({ adaptiveStream: false, dynacast: false, reconnectPolicy, ...options })
        for (const name of Object.values(kit.RoomEvent)) room.on(name, () => happened.push(String(name)))
        room.on('trackSubscribed', take)
        // biome-ignore lint/suspicious/noExplicitAny: the page's own world
        room.on('trackUnsubscribed', (track: any, publication: any) => {
          for (const element of track.detach()) element.remove()
          heard.delete(publication.trackSid)
          seen.delete(publication.trackSid)
        })
        // biome-ignore lint/suspicious/noExplicitAny: the page's own world
        room.on('dataReceived', (bytes: Uint8Array, who: any) =>
          said.push(`${who?.identity ?? 'server'}: ${new world.TextDecoder().decode(bytes)}`),
        )
        room.on('activeSpeakersChanged', (speakers: { identity: string }[]) => {
          for (const { identity } of speakers) spoke.add(identity)
        })
        Object.assign(room, { said, spoke })
        const began = performance.now()
        await room.connect(url.replace('http', 'ws'), token)
        return performance.now() - began
      },
      leave: () => room.disconnect(),
      async hum(hertz: number) {
        const oscillator = audio.createOscillator()
        oscillator.frequency.value = hertz
        const gain = audio.createGain()
        gain.gain.value = 0.4
        const out = audio.createMediaStreamDestination()
        oscillator.connect(gain).connect(out)
        oscillator.start()
        await room.localParticipant.publishTrack(out.stream.getAudioTracks()[0], {
          source: 'microphone',
          dtx: false,
        })
      },
      async show(colour: string, source: string) {
        const canvas = world.document.createElement('canvas')
        canvas.width = 640
        canvas.height = 360
        const pen = canvas.getContext('2d')
        let at = 0
        const paint = (): void => {
          pen.fillStyle = colour
          pen.fillRect(0, 0, 640, 360)
          pen.fillStyle = 'white'
          at = (at + 7) % 640
          pen.fillRect(at, 0, 30, 40)
          for (let n = 0; colour === 'busy' && n < 80; n++) {
            pen.fillStyle = `hsl(${(at * 37 + n * 53) % 360} 70% 50%)`
            pen.fillRect((n * 71 + at * 13) % 640, (n * 47 + at * 29) % 360, 60, 45)
          }
        }
        paint()
        const track = canvas.captureStream(15).getVideoTracks()[0]
        shown = { track, timer: world.setInterval(paint, 66) }
        await room.localParticipant.publishTrack(track, { source, simulcast: source === 'camera' })
      },
      async unshow() {
        if (!shown) return
        world.clearInterval(shown.timer)
        await room.localParticipant.unpublishTrack(shown.track)
      },
      async mute(source: string, muted: boolean) {
        const publication = room.localParticipant.getTrackPublication(source)
        await (muted ? publication.mute() : publication.unmute())
      },
      say: (text: string, reliable: boolean) =>
        room.localParticipant.publishData(new world.TextEncoder().encode(text), { reliable }),
      async hears(among: number[]) {
        const loud = new Set<number>()
        const ends = performance.now() + 400
        while (performance.now() < ends) {
          for (const analyser of heard.values()) {
            const bins = new Float32Array(analyser.frequencyBinCount)
            analyser.getFloatFrequencyData(bins)
            for (const hertz of among) {
              const bin = Math.round((hertz * analyser.fftSize) / audio.sampleRate)
              if (Math.max(...bins.slice(bin - 1, bin + 2)) > -50) loud.add(hertz)
            }
          }
          await pause(50)
        }
        return [...loud]
      },
      async sees() {
        // biome-ignore lint/suspicious/noExplicitAny: the page's own world
        const frames = (each: any): number => each.element.getVideoPlaybackQuality().totalVideoFrames
        const before = new Map([...seen].map(([sid, each]) => [sid, frames(each)]))
        await pause(700)
        // biome-ignore lint/suspicious/noExplicitAny: the page's own world
        const out: any = {}
        for (const [sid, each] of seen) {
          const canvas = world.document.createElement('canvas')
          canvas.width = canvas.height = 1
          const pen = canvas.getContext('2d')
          pen.drawImage(
            each.element,
            each.element.videoWidth / 2,
            each.element.videoHeight / 2,
            4,
            4,
            0,
            0,
            1,
            1,
          )
          const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data
          const most = Math.max(red, green, blue)
          const colour = most < 40 ? 'black' : most === red ? 'red' : most === green ? 'green' : 'blue'
          const key =
            each.publication.source === 'camera'
              ? each.who.identity
              : `${each.who.identity}/${each.publication.source}`
          out[key] = { frames: frames(each) - (before.get(sid) ?? 0), width: each.element.videoWidth, colour }
        }
        return out
      },
      async came() {
        // biome-ignore lint/suspicious/noExplicitAny: the page's own world
        const sum: any = { samples: 0, concealed: 0, soundBytes: 0, pictureBytes: 0, frames: 0, width: 0 }
        Object.assign(sum, { freezes: 0, frozenMs: 0, longestGapMs: longestGap, at: performance.now() })
        longestGap = 0
        for (const who of room.remoteParticipants.values())
          for (const { track } of who.trackPublications.values())
            for (const each of (await track?.receiver?.getStats())?.values() ?? []) {
              if (each.type !== 'inbound-rtp') continue
              sum.samples += each.totalSamplesReceived ?? 0
              sum.concealed += (each.concealedSamples ?? 0) - (each.silentConcealedSamples ?? 0)
              sum[each.kind === 'audio' ? 'soundBytes' : 'pictureBytes'] += each.bytesReceived
              sum.frames += each.framesDecoded ?? 0
              sum.width = Math.max(sum.width, each.frameWidth ?? 0)
              sum.freezes += each.freezeCount ?? 0
              sum.frozenMs += 1000 * (each.totalFreezesDuration ?? 0)
            }
        return sum
      },
      read: (text: string) => new Function('room', `return (${text})`)(room),
      events: () => happened,
    }
  }
  world.seat = (name: string) => {
    const seat = seats.get(name) ?? open()
    seats.set(name, seat)
    return seat
  }
}
