import { type Browser, expect, type Page, test } from '@playwright/test'
import { startServer } from '../testing/server-process.ts'
import type { RoomSocket } from '../testing/socket.ts'
import { FIRM, fillRoom, KHAN } from './full-room.ts'
import { inspect } from './inspect.ts'
import { DESK, everybodyLeaves, expectTrouble, nobodyComplained, secondBrowser, someone } from './people.ts'
import { openLink } from './room.ts'
import { cookiesFor, RAPPORTEUR, type Stage, sampleStage } from './stage.ts'

// Every screen in both languages, as axe, a keyboard, a narrow window and a wish for rest find it.

test.describe.configure({ mode: 'serial', timeout: 240_000 })

type Screen = readonly [name: string, path: string, ready?: string]

let stage: Stage
let moderator: RoomSocket
let browser: Browser
/** A browser each: nobody, the officer, a firm, an official, the rapporteur. */
const who = {} as Record<'nobody' | 'officer' | 'firm' | 'official' | 'rapporteur', Page>
const home = {} as Record<'firm' | 'official' | 'rapporteur', string>

test.beforeAll(async ({ browser: started }) => {
  browser = started
  stage = await sampleStage()
  const options = { ...DESK, baseURL: stage.server.url }
  who.nobody = await someone(browser, options)
  who.officer = await someone(browser, options)
  await who.officer.context().addCookies(cookiesFor(stage))
})
test.afterAll(async () => {
  await everybodyLeaves()
  await stage?.server.stop()
})
test.afterEach(nobodyComplained)

/** Opens each screen in each language, in a browser each, and looks at it from all sides. */
async function walk(page: Page, screens: readonly Screen[]): Promise<void> {
  const second = await secondBrowser(browser, page)
  const look = async (reader: Page, language: 'en' | 'ur') => {
    const found: string[] = []
    for (const [name, path, ready = 'main h1'] of screens) {
      await reader.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
      await reader.locator(ready).first().waitFor()
      found.push(...(await inspect(reader, `${name} in ${language}`)))
    }
    return found
  }
  const found = await Promise.all([look(page, 'en'), look(second, 'ur')])
  await second.context().close()
  expect(found.flat()).toEqual([])
}

/** Pages that answer with an error: the browser itself writes that into its console. */
async function walkWrong(page: Page, screens: readonly Screen[]): Promise<void> {
  expectTrouble(page)
  await walk(page, screens)
}

test('public pages', async () => {
  const { slug, program, series } = stage.next
  await walk(who.nobody, [
    ['home', '/'],
    ['program', `/programs/${program.slug}`],
    ['series', `/series/${series.slug}`],
    ['call', `/calls/${slug}`],
    ['register', `/calls/${slug}/register`],
    ['received', `/calls/${slug}/register/received`],
    ['sign in', '/sign-in'],
    ['privacy', '/privacy'],
    ['accessibility', '/accessibility'],
    ['personal link', new URL(await stage.linkOf(FIRM)).pathname],
  ])
})

test('what one meets when something is wrong', async () => {
  const stranger = await someone(browser, { ...DESK, baseURL: stage.server.url })
  await walkWrong(stranger, [
    ['no such page', '/nothing-here'],
    ['no such link', '/l/AAAA.BBBB'],
    ['used sign-in link', '/sign-in/AAAA'],
    ['a desk without signing in', '/desk', 'main, form'],
    ['registration is over', `/calls/${stage.ended}/register`],
  ])
})

test('the desk, while calls are prepared', async () => {
  const [next, call] = [`/desk/calls/${stage.next.id}`, `/desk/calls/${stage.call.id}`]
  await walk(who.officer, [
    ['calls', '/desk', 'tbody tr'],
    ['prepare', next, '.usa-input'],
    ['panel', `${next}/panel`, '.calls-member'],
    ['registrations', `${next}/registrations`, 'tr[aria-current="true"]'],
    ['approved', `${call}/registrations?state=approved`, '.dl-table, .dl-empty'],
    ['room not open', `${next}/room`, '.dl-pane'],
    ['record of nothing', `${next}/record`, '.dl-empty'],
    ['readout of nothing', `${next}/readout`, '.dl-empty'],
    ['people', '/desk/people', 'tbody tr'],
    ['what we keep', '/desk/notice', 'textarea'],
    ['outbox', '/desk/outbox', 'tbody tr'],
    ['settings', '/desk/settings', 'tbody tr'],
  ])
})

test('the room on air, from each place in it', async () => {
  const options = { ...DESK, baseURL: stage.server.url }
  for (const [part, name] of [
    ['firm', FIRM],
    ['official', KHAN],
    ['rapporteur', RAPPORTEUR.name],
  ] as const) {
    who[part] = await someone(browser, options)
    await openLink(who[part], await stage.linkOf(name))
    home[part] = new URL(who[part].url()).pathname
  }
  await walk(who.firm, [['status', home.firm]])
  moderator = await fillRoom(stage)
  await walk(who.officer, [['moderator', `/desk/calls/${stage.call.id}/room`, '.dl-nowq']])
  await walk(who.firm, [['attendee', `${home.firm}/room`, '.dl-att__questions .dl-q']])
  await walk(who.official, [['on stage', `${home.official}/room`, '.dl-onstage__text']])
  await walk(who.rapporteur, [['rapporteur', `${home.rapporteur}/room`, '.dl-entry']])
  const late = await someone(browser, options)
  await openLink(late, await stage.linkOf('Nadia Sorrelby'))
  const door = new URL(late.url()).pathname.replace(/\/room$/, '')
  await walk(late, [['door', `${door}/room`, '.dl-door']])
})

test('what stays when it is over', async () => {
  await moderator.command('endBroadcast')
  await walk(who.officer, [['debrief', `/desk/calls/${stage.call.id}/room`, '.dl-pane']])
  await moderator.command('endCall')
  const call = `/desk/calls/${stage.call.id}`
  await walk(who.officer, [
    ['attendance', `${call}/record`, 'tbody tr'],
    ['answer register', `${call}/record?part=answers`, '.outcomes-register li'],
    ['readout', `${call}/readout`, '.dl-sen'],
    ['room that ended', `${call}/room`, '.dl-pane'],
  ])
  await walk(who.firm, [
    ['status afterwards', home.firm, '.dl-bigstate'],
    ['door that closed', `${home.firm}/room`, '.dl-door'],
  ])
  await walk(who.nobody, [['call that ended', `/calls/${stage.call.slug}`]])
})

test('a new installation, with nothing in it', async () => {
  const server = await startServer()
  try {
    const page = await someone(browser, { ...DESK, baseURL: server.url })
    await page.goto(await server.printed(/administrator: (\S+)/))
    expect(await inspect(page, 'first sign-in')).toEqual([])
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/welcome')
    await walk(page, [['first run', '/welcome']])
    await page.goto('/welcome?lang=en')
    await page.getByLabel('Your name').fill('Olive Officer')
    await page.getByLabel('Your e-mail').fill('olive@mission.example')
    await page.getByLabel('Name of the mission').fill('U.S. Mission')
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.waitForURL('**/desk')
    await walk(page, [
      ['no calls', '/desk', '.dl-empty'],
      ['no mail', '/desk/outbox', '.dl-empty'],
      ['nothing announced', '/'],
    ])
  } finally {
    await server.stop()
  }
})
