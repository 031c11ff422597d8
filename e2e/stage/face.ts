import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  expect,
  type Page,
} from '@playwright/test'
import { violationsOf } from '../../testing/axe.ts'
import { linkClient } from '../../testing/sign-in.ts'
import { roomSocket } from '../../testing/socket.ts'
import { RATE, type Voice, wav } from './fakes.ts'
import { CHROMIUM_FLAGS } from './flags.ts'
import type { StageServer } from './server.ts'

/** Something like speech: syllables of a voice that glides, so that no noise suppression takes it for a hum. */
async function speech(): Promise<string> {
  const folder = join(tmpdir(), 'direct-line-voices')
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'speech.wav')
  if (existsSync(file)) return file
  let phase = 0
  const sample = (n: number): number => {
    const at = n / RATE
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * at)) ** 0.5
    phase += (2 * Math.PI * (140 + 40 * Math.sin(2 * Math.PI * 0.7 * at))) / RATE
    const voice = [1, 0.7, 0.5, 0.35, 0.25, 0.2].reduce(
      (sum, loud, harmonic) => sum + loud * Math.sin(phase * (harmonic + 1)),
      0,
    )
    return 8_000 * syllable * voice
  }
  await writeFile(file, wav(sample))
  return file
}

const DEVICES = ['--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required']

/** A browser with a camera and a microphone that speaks, allowed to everybody; or refused, as somebody may. */
export async function browserWithDevices(allowed = true, more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
    args: [
      ...CHROMIUM_FLAGS,
      ...DEVICES,
      `--use-file-for-fake-audio-capture=${await speech()}`,
      ...(allowed ? ['--use-fake-ui-for-media-stream'] : []),
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      ...more,
    ],
  })
}

/** Runs in the page: keeps what each connection was told of STUN and TURN servers. */
function noteIceServers(): void {
  const page = globalThis as unknown as {
    RTCPeerConnection: new (...given: object[]) => object
    told: object[]
  }
  page.told = []
  page.RTCPeerConnection = new Proxy(page.RTCPeerConnection, {
    construct(target, given) {
      page.told.push(given[0])
      return new target(...given)
    },
  })
}

/** What each connection of a page was told, as JSON. */
export const iceServersTold = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify((globalThis as unknown as { told: object[] }).told))

/** The room as somebody with a personal link sees it, in a browser of their own. */
export async function roomOf(
  browser: Browser,
  server: StageServer,
  who: Voice,
  options: BrowserContextOptions & { lang?: 'en' | 'ur' } = {},
): Promise<Page> {
  const { lang = 'en', ...rest } = options
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...rest,
  })
  return await roomIn(context, server, who, lang)
}

/** What the consoles of the pages complained of, each with whose it is. */
export const complaints: string[] = []

/** The room in a tab of a browser that is there. */
export async function roomIn(
  context: BrowserContext,
  server: StageServer,
  who: Voice,
  lang: 'en' | 'ur' = 'en',
): Promise<Page> {
  const { cookie, grant } = await linkClient(server, server.link(who))
  context.setDefaultTimeout(25_000)
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url }
    }),
  )
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(`${who}: ${error}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${who}: ${message.text()}`)
  })
  await page.addInitScript(noteIceServers)
  await page.goto(`${server.url}/g/${grant}/room?lang=${lang}`)
  return page
}

/** A PDF of so many pages, each with its number; `locked` asks for a password. */
export function pdf(pages: number, locked = false): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, n) => `${4 + 2 * n} 0 R`).join(' ')}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>',
  ]
  for (let page = 1; page <= pages; page++) {
    const content = `BT /F1 64 Tf 80 240 Td (Page ${page}) Tj ET`
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Resources << /Font << /F1 3 0 R >> >> /Contents ${3 + 2 * page} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    )
  }
  const key = '0123456789abcdef'.repeat(4)
  if (locked) objects.push(`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -60 /O <${key}> /U <${key}> >>`)
  let text = '%PDF-1.7\n'
  const places = objects.map((object, n) => {
    const at = text.length
    text += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const security = locked ? ` /Encrypt ${objects.length} 0 R /ID [<${key}> <${key}>]` : ''
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(
    `${text}trailer << /Size ${objects.length + 1} /Root 1 0 R${security} >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  )
}

/** The call goes on air, by its moderator. */
export async function goOnAir(server: StageServer): Promise<void> {
  const moderator = await linkClient(server, server.link('moderator'))
  const socket = await roomSocket(server, moderator, server.scene.call)
  for (const command of ['openRoom', 'goOnAir'] as const) await socket.command(command, {})
}

/** axe finds nothing in what the page shows now. */
export async function accessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

export async function noSidewaysScroll(page: Page): Promise<void> {
  const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  expect(await page.evaluate(beyond)).toBe(0)
}
