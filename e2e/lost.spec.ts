import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { type ServerProcess, startServer } from '../testing/server-process.ts'
import { holdLine, type Line } from './line.ts'
import { DESK, everybodyLeaves, expectTrouble, nobodyComplained, PHONE, someone } from './people.ts'
import { decide, enter, openLink, pane, row, stateOf, told } from './room.ts'
import { cookiesFor, type Stage, sampleStage } from './stage.ts'

// The line goes, in every way it can: what is typed stays, the screen says so, and what was sent is there once.

test.describe.configure({ mode: 'serial' })

let stage: Stage
let server: ServerProcess
let firm: Page
let desk: Page
let line: Line

const FIRM = 'Silas Grantlow'
/** That it is within five seconds is shown with an exact clock, in ui/socket.test.ts; a busy machine may need longer to draw it. */
const SOON = { timeout: 25_000 }

test.beforeAll(async ({ browser }) => {
  stage = await sampleStage()
  server = stage.server
  const moderator = await stage.moderate()
  await moderator.command('openRoom')
  await moderator.command('goOnAir')
  firm = await someone(browser, { ...PHONE, baseURL: server.url })
  line = await holdLine(firm)
  await openLink(firm, await stage.linkOf(FIRM))
  await enter(firm)
  desk = await officerAt(browser, `/desk/calls/${stage.call.id}/room`)
  await expect(stateOf(desk)).toHaveText('On air')
  expectTrouble(firm)
  expectTrouble(desk)
})
test.afterAll(async () => {
  await everybodyLeaves()
  await server?.stop()
  await rm(stage.server.dataDir, { recursive: true, force: true })
})
test.afterEach(nobodyComplained)

async function officerAt(browser: Browser, path: string): Promise<Page> {
  const page = await someone(browser, { ...DESK, baseURL: server.url })
  await page.context().addCookies(cookiesFor(stage))
  await page.goto(path)
  return page
}

const lost = (page: Page) => page.getByRole('alert').filter({ hasText: 'You are cut off' })
const dialogOf = (page: Page) => page.getByRole('dialog')
const asked = (words: string) => row(pane(desk, 'Pending'), words)

test('the network goes while she types: the screen says so, keeps her words, and mends itself', async () => {
  await firm.getByRole('button', { name: 'Ask the panel' }).click()
  const field = dialogOf(firm).getByLabel('Your question')
  await field.fill('Who signs the permit')
  line.cut('both')
  await expect(dialogOf(firm).getByText('You are cut off.')).toBeVisible(SOON)
  await expect(dialogOf(firm).getByRole('button', { name: 'Send question' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await field.pressSequentially(' for a data center?')
  line.mend()
  await expect(dialogOf(firm).getByText('You are cut off.')).toBeHidden({ timeout: 40_000 })
  await expect(field).toHaveValue('Who signs the permit for a data center?')
  await dialogOf(firm).getByRole('button', { name: 'Send question' }).click()
  await expect(asked('Who signs the permit for a data center?')).toHaveCount(1)
})

test('the answer to a sent question is lost on the way: it is sent again, and is there once', async () => {
  await firm.getByRole('button', { name: 'Ask the panel' }).click()
  await dialogOf(firm).getByLabel('Your question').fill('Which incentives end this year?')
  line.cut('answers')
  await dialogOf(firm).getByRole('button', { name: 'Send question' }).click()
  await expect(asked('Which incentives end this year?')).toHaveCount(1)
  await expect(lost(firm)).toBeAttached(SOON)
  line.mend()
  await expect(dialogOf(firm)).toBeHidden({ timeout: 40_000 })
  await expect(told(firm, 'Sent. The moderator reads it first.').first()).toBeVisible()
  await expect(asked('Which incentives end this year?')).toHaveCount(1)
  await expect(row(firm, 'Which incentives end this year?')).toHaveCount(1)
})

test('the server is killed while a firm and the moderator type: both are told, and keep what they typed', async () => {
  await firm.getByRole('button', { name: 'Ask the panel' }).click()
  await dialogOf(firm).getByLabel('Your question').fill('Is broadband part of the zones?')
  await decide(pane(desk, 'Pending'), 'Who signs the permit', 'Dismiss…')
  await dialogOf(desk).getByLabel('A sentence to the asker').fill('The ministry answers this on its page.')
  server.child.kill('SIGKILL')
  await once(server.child, 'exit')
  await expect(dialogOf(firm).getByText('You are cut off.')).toBeVisible(SOON)
  await expect(lost(desk)).toBeAttached(SOON)
  await expect(dialogOf(firm).getByLabel('Your question')).toHaveValue('Is broadband part of the zones?')
  await expect(dialogOf(desk).getByLabel('A sentence to the asker')).toHaveValue(
    'The ministry answers this on its page.',
  )
})

test('it is started again on the same data: the room mends itself, and each is sent once', async () => {
  const port = new URL(server.url).port
  server = await startServer({ dataDir: server.dataDir, env: { PORT: port } })
  await expect(dialogOf(firm).getByText('You are cut off.')).toBeHidden({ timeout: 40_000 })
  await expect(lost(desk)).toBeHidden({ timeout: 40_000 })
  await expect(stateOf(desk)).toHaveText('On air')
  await dialogOf(firm).getByRole('button', { name: 'Send question' }).click()
  await dialogOf(desk).getByRole('button', { name: 'Dismiss', exact: true }).click()
  await expect(asked('Is broadband part of the zones?')).toHaveCount(1)
  await expect(asked('Who signs the permit')).toHaveCount(0)
  await expect(firm.getByText('The ministry answers this on its page.')).toHaveCount(1)
  await expect(asked('Which incentives end this year?')).toHaveCount(1)
  await desk.reload()
  await expect(asked('Is broadband part of the zones?')).toHaveCount(1)
})
