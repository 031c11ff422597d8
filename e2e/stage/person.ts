import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import type { CommandInput, CommandName } from '../../modules/room/contract.ts'
import type { Client } from '../../testing/client.ts'
import { linkClient } from '../../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../../testing/socket.ts'
import { devicesOf, NAMES, VOICES, type Voice } from './fakes.ts'
import { CHROMIUM_FLAGS } from './flags.ts'
import { listen } from './listening.ts'
import type { StageServer } from './server.ts'

const LIBRARY = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules/livekit-client/dist/livekit-client.umd.js',
)
/** A tone is heard when it is so loud, and stands out from what is between the tones: a busy machine makes it crackle. */
const HEARD_DB = -65
const ABOVE_DB = 10

export interface Ticket {
  readonly url: string
  readonly token: string
  readonly identity: string
}

/** Somebody of the call with a browser of her own, her microphone and her camera, and a socket in the room. */
export interface Person {
  readonly name: Voice
  readonly id: string
  readonly page: Page
  readonly at: Client
  socket: RoomSocket
  /** Asks it of the room, which must do it. */
  asks<N extends CommandName>(name: N, input: CommandInput<N>): Promise<void>
  /** Comes through the door of the room. */
  enter(): Promise<void>
  /** A ticket, or the status that refused it. */
  ticket(call?: string): Promise<Ticket | number>
  /** Goes onto the stage with a new ticket. */
  join(): Promise<void>
  connect(ticket: Ticket): Promise<string>
  speak(on?: boolean): Promise<string>
  show(on?: boolean): Promise<string>
  /** Whose voices come out of the loudspeaker now. */
  hears(): Promise<Voice[]>
  /** Whose pictures are seen now. */
  sees(): Promise<Voice[]>
  /** What the picture of somebody looks like now, [r, g, b]; null: none is seen. */
  colourOf(id: string): Promise<readonly number[] | null>
  log(): Promise<string[]>
  /** How the library stands: `connected`, `reconnecting`, `disconnected`. */
  state(): Promise<string>
  /** How the server is reached, as its last answer names it (ICE). */
  wayIn(): Promise<string>
  close(): Promise<void>
}

export async function person(server: StageServer, name: Voice): Promise<Person> {
  const { sound, picture } = await devicesOf(name)
  const browser = await chromium.launch({
    ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
    args: [
      ...CHROMIUM_FLAGS,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${sound}`,
      `--use-file-for-fake-video-capture=${picture}`,
      '--autoplay-policy=no-user-gesture-required',
      // Without it the browser names its candidates after mDNS, which no server here resolves.
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  })
  const page = await emptyPage(browser, server.url)
  const at = await linkClient(server, server.link(name))
  const id = server.scene.people[name] ?? ''
  const here: Person = {
    name,
    id,
    page,
    at,
    socket: await roomSocket(server, at, server.scene.call),
    async asks(command, input) {
      const answer = await here.socket.command(command, input)
      if (answer.t === 'refused') throw new Error(`${name} ${command}: ${answer.reason}`)
    },
    async enter() {
      await here.asks('enter', { acceptedRules: server.scene.rulesVersion })
    },
    async ticket(call = server.scene.call) {
      const answer = await at.post<Ticket>(`/api/calls/${call}/stage/ticket`)
      return answer.status === 200 ? answer.body : answer.status
    },
    async join() {
      const ticket = await here.ticket()
      if (typeof ticket === 'number') throw new Error(`${name} got no ticket: ${ticket}`)
      const failed = await here.connect(ticket)
      if (failed) throw new Error(`${name} did not come onto the stage: ${failed}`)
    },
    connect: ({ url, token }) =>
      page.evaluate(
        async ([to, pass]) => {
          try {
            await globalThis.ears.connect(to ?? '', pass ?? '')
            return ''
          } catch (error) {
            return String(error)
          }
        },
        [url, token],
      ),
    speak: (on = true) => page.evaluate((now) => globalThis.ears.speak(now), on),
    show: (on = true) => page.evaluate((now) => globalThis.ears.show(now), on),
    async hears() {
      const tones = NAMES.map((each) => VOICES[each].tone)
      const loud = await page.evaluate((list) => globalThis.ears.spectrum(list), tones)
      return NAMES.filter((_, n) => {
        const [level = -200, above = 0] = loud[n] ?? []
        return level > HEARD_DB && above > ABOVE_DB
      })
    },
    async sees() {
      const colours = Object.values(await page.evaluate(() => globalThis.ears.colours()))
      return NAMES.filter((each) => colours.some((rgb) => isColour(each, rgb)))
    },
    colourOf: async (person) =>
      (await page.evaluate(() => globalThis.ears.colours()))[`person:${person}`] ?? null,
    wayIn: () => page.evaluate(() => globalThis.ears.wayIn()),
    state: () => page.evaluate(() => globalThis.ears.room.state),
    log: () => page.evaluate(() => [...globalThis.ears.log]),
    close: () => browser.close(),
  }
  return here
}

/** A bare page of the product's own, so that Origin and Content-Security-Policy are what they are for people. */
async function emptyPage(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${url}/healthz`)
  await page.evaluate(await readFile(LIBRARY, 'utf8'))
  await page.evaluate(listen)
  return page
}

/** BT.601, as a browser shows it. */
function rgbOf([y = 0, u = 0, v = 0]: readonly number[]): number[] {
  const c = 1.164 * (y - 16)
  const part = (value: number) => Math.max(0, Math.min(255, Math.round(value)))
  return [
    part(c + 1.596 * (v - 128)),
    part(c - 0.392 * (u - 128) - 0.813 * (v - 128)),
    part(c + 2.017 * (u - 128)),
  ]
}

/** Whether a colour that is seen, [r, g, b], is that of somebody's camera. */
export const isColour = (name: Voice, rgb: readonly number[]): boolean =>
  rgbOf(VOICES[name].colour).every((value, n) => Math.abs(value - (rgb[n] ?? 0)) < 60)
