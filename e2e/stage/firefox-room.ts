import { linkClient } from '../../testing/sign-in.ts'
import { NAMES, VOICES, type Voice } from './fakes.ts'
import { type FirefoxTab, firefoxTab } from './firefox.ts'
import { isColour } from './person.ts'
import type { StageServer } from './server.ts'

/** A tone stands out so far from full loudness, and from what is between the tones. */
const HEARD_DB = -50
const ABOVE_DB = 10
const BETWEEN = [350, 1000, 1450]

/** The room of a call in Firefox, as somebody with a personal link has it before her. */
export interface FirefoxRoom {
  readonly tab: FirefoxTab
  /** Presses the button of that name when it is there and may be pressed; whether it was. */
  press(name: RegExp): Promise<boolean>
  /** Everything the page says. */
  text(): Promise<string>
  /** Whose voices come: half a second of them is recorded. */
  hears(): Promise<Voice[]>
  /** Whose pictures are shown. */
  sees(): Promise<Voice[]>
}

export async function firefoxRoom(server: StageServer, who: Voice): Promise<FirefoxRoom> {
  const { cookie, grant } = await linkClient(server, server.link(who))
  const tab = await firefoxTab(VOICES[who].tone)
  for (const pair of cookie.split('; ')) {
    const at = pair.indexOf('=')
    await tab.cookie(pair.slice(0, at), pair.slice(at + 1), server.url)
  }
  await tab.goto(`${server.url}/g/${grant}/room?lang=en`)
  return {
    tab,
    press: ({ source }) =>
      tab.evaluate((name) => {
        const found = [...document.querySelectorAll('button')].find(
          (button) => new RegExp(name).test(button.textContent.trim()) && button.ariaDisabled !== 'true',
        )
        found?.click()
        return found !== undefined
      }, source),
    text: () => tab.evaluate(() => document.body.textContent),
    async hears() {
      const tones = NAMES.map((each) => VOICES[each].tone)
      const loud = await tab.evaluate(spectrum, [...tones, ...BETWEEN])
      const floor = Math.max(...loud.slice(tones.length))
      return NAMES.filter((_, n) => {
        const level = loud[n] ?? -200
        return level > HEARD_DB && level - floor > ABOVE_DB
      })
    },
    async sees() {
      const colours = await tab.evaluate(pictures)
      return NAMES.filter((each) => colours.some((rgb) => isColour(each, rgb)))
    },
  }
}

/**
 * Runs in the page: how loud each tone is in what plays, in dB. Where there is no loudspeaker, an AudioContext of Firefox stands
 * still; what it records does not.
 */
async function spectrum(tones: readonly number[]): Promise<number[]> {
  const streams = [...document.querySelectorAll('audio')].flatMap(({ srcObject, paused }) =>
    srcObject instanceof MediaStream && !paused && srcObject.getAudioTracks().length > 0 ? [srcObject] : [],
  )
  const heard = await Promise.all(
    streams.map(async (stream) => {
      const recorder = new MediaRecorder(stream)
      const parts: Blob[] = []
      recorder.ondataavailable = ({ data }) => parts.push(data)
      const stopped = new Promise((resolve) => {
        recorder.onstop = resolve
      })
      recorder.start()
      setTimeout(() => recorder.stop(), 500)
      await stopped
      return new OfflineAudioContext(1, 48_000, 48_000).decodeAudioData(await new Blob(parts).arrayBuffer())
    }),
  )
  return tones.map((tone) =>
    heard.reduce((loudest, sound) => {
      let [real, imaginary] = [0, 0]
      const samples = sound.getChannelData(0)
      for (const [n, sample] of samples.entries()) {
        const turn = (2 * Math.PI * tone * n) / sound.sampleRate
        real += sample * Math.cos(turn)
        imaginary += sample * Math.sin(turn)
      }
      return Math.max(loudest, 20 * Math.log10((2 * Math.hypot(real, imaginary)) / samples.length))
    }, -200),
  )
}

/** Runs in the page: the colour of each picture that plays, as [r, g, b]. */
function pictures(): number[][] {
  const canvas = document.createElement('canvas')
  canvas.width = 8
  canvas.height = 8
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return [...document.querySelectorAll('video')].flatMap((video) => {
    if (!context || video.videoWidth === 0) return []
    context.drawImage(video, 0, 0, 8, 8)
    const [r = 0, g = 0, b = 0] = context.getImageData(4, 4, 1, 1).data
    return [[r, g, b]]
  })
}
