import { expect, type Page, test } from '@playwright/test'
import { entityOf } from '../modules/room/contract.ts'
import type { RoomSocket } from '../testing/socket.ts'
import { everybodyLeaves, nobodyComplained, PHONE, someone } from './people.ts'
import { seen, stateOf } from './room.ts'
import { type Stage, sampleStage } from './stage.ts'

// An official with ten minutes, on a phone: one tap from the e-mail, and then only what concerns him.

test.describe.configure({ mode: 'serial' })

const KHAN = 'Zarar Hasham Khan'
/** They ask in turn: nobody may ask too fast. */
const FIRMS = ['Silas Grantlow', 'Laura Whitcomb', 'Elena Dunmore', 'Priya Ramanet']

let stage: Stage
let moderator: RoomSocket
let firms: RoomSocket[]
const askers = new Map<string, RoomSocket>()
let seats: Map<string, string>
/** His phone, in English; hers, in Urdu. */
let phone: Page
let urdu: Page
let first: string
let park: string

test.beforeAll(async ({ browser }) => {
  stage = await sampleStage()
  seats = new Map(stage.call.panel.map((member) => [member.name.en, member.id]))
  moderator = await stage.moderate()
  await moderator.command('openRoom')
  firms = await Promise.all(FIRMS.map((name) => stage.seatOf(name)))
  phone = await someone(browser, { ...PHONE, baseURL: stage.server.url, locale: 'en-US' })
  urdu = await someone(browser, { ...PHONE, baseURL: stage.server.url, locale: 'ur-PK' })
})
test.afterAll(async () => {
  await everybodyLeaves()
  await stage?.server.stop()
})
test.afterEach(nobodyComplained)

/** A firm asks, and the moderator gives the question to an official. */
async function give(text: string, to: string): Promise<string> {
  const firm = firms[askers.size % firms.length]
  const asked = await firm?.command('submitQuestion', { text })
  if (!firm || asked?.t !== 'ack' || !asked.made) throw new Error('the question was refused')
  askers.set(asked.made, firm)
  await moderator.command('showQuestion', { question: asked.made })
  await moderator.command('assignQuestion', { question: asked.made, panelMember: seats.get(to) ?? '' })
  return asked.made
}

/** Where the firm reads that her question stands. */
const stands = (question: string, state: string) =>
  askers
    .get(question)
    ?.until((room) => entityOf(room, 'me')?.questions.find(({ id }) => id === question)?.state === state)

test('one page, one button: he reads the rules of the call and is in the green room', async () => {
  await phone.goto(await stage.linkOf(KHAN))
  await expect(phone.getByRole('heading', { name: 'Ground rules' })).toBeVisible()
  await expect(phone.getByText('By entering you accept these rules.')).toBeVisible()
  await phone.getByRole('button', { name: 'Enter' }).click()
  await expect(stateOf(phone)).toHaveText('Green room')
  await expect(seen(phone, 'The audience does not see or hear you.')).toBeVisible()
})

test('he sees what is asked of him, in big type, and nothing that is asked of others', async () => {
  await moderator.command('goOnAir')
  await expect(stateOf(phone)).toHaveText('On air')
  first = await give('Who issues the cloud license?', KHAN)
  park = await give('Which park has fiber?', 'Azfar Manzoor')
  const question = seen(phone, 'Who issues the cloud license?')
  await expect(question).toBeVisible()
  expect(
    await question.evaluate((text) => parseFloat(getComputedStyle(text).fontSize)),
  ).toBeGreaterThanOrEqual(22)
  await expect(phone.getByRole('main').getByText('Which park has fiber?')).toHaveCount(0)
  const sideways = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(sideways).toBe(0)
})

test('he answers and is done; a question that he cannot answer now will be sent, or is written, or passed on', async () => {
  const live = await give('How long does it take?', KHAN)
  await moderator.command('startAnswering', { question: live })
  await expect(seen(phone, 'You are answering now')).toBeVisible()
  await phone.getByRole('button', { name: 'I am done' }).click()
  await stands(live, 'answered live')

  const sent = await give('May we see the form?', KHAN)
  await moderator.command('startAnswering', { question: sent })
  await expect(seen(phone, 'May we see the form?')).toBeVisible()
  await phone.getByRole('button', { name: 'We will send it' }).click()
  await stands(sent, 'to follow up')

  // What is left of his: the question from before, which he answers in writing at once.
  await phone.getByRole('button', { name: 'I will write' }).click()
  const dialog = phone.getByRole('dialog')
  await dialog.getByLabel('Your answer').fill('The cloud office of the ministry does.')
  await dialog.getByRole('button', { name: 'Send answer' }).click()
  await stands(first, 'answered in writing')

  const later = await give('Where are the incentives written down?', KHAN)
  await expect(seen(phone, 'Where are the incentives written down?')).toBeVisible()
  await phone.getByRole('button', { name: 'I will write' }).click()
  await dialog.getByRole('button', { name: 'I will write later' }).click()
  await stands(later, 'to follow up')

  const passed = await give('Who runs the park?', KHAN)
  await expect(seen(phone, 'Who runs the park?')).toBeVisible()
  await phone.getByRole('button', { name: 'Pass to…' }).click()
  await dialog.getByText('Azfar Manzoor').click()
  await dialog.getByRole('button', { name: 'Pass on' }).click()
  await expect(phone.getByRole('main').getByText('Who runs the park?')).toHaveCount(0)
  await moderator.until((room) => entityOf(room, 'question', passed)?.assigned === seats.get('Azfar Manzoor'))
})

test('every button under his thumb is large enough', async () => {
  await give('Is there a single window?', KHAN)
  await expect(seen(phone, 'Is there a single window?')).toBeVisible()
  for (const button of await phone.getByRole('main').getByRole('button').all()) {
    const box = await button.boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(52)
  }
})

test('a colleague does the same in Urdu, from right to left', async () => {
  await urdu.goto(await stage.linkOf('Azfar Manzoor'))
  expect(await urdu.getAttribute('html', 'dir')).toBe('rtl')
  await expect(urdu.getByRole('heading', { name: 'بنیادی قواعد' })).toBeVisible()
  await urdu.getByRole('button', { name: 'داخل ہوں' }).click()
  await expect(stateOf(urdu)).toHaveText('براہِ راست')
  expect(await urdu.getAttribute('html', 'dir')).toBe('rtl')
  const mine = seen(urdu, 'Which park has fiber?')
  await expect(mine).toBeVisible()
  // What somebody wrote in English stays in its own direction.
  expect(await mine.evaluate((text) => getComputedStyle(text).direction)).toBe('ltr')
  await moderator.command('startAnswering', { question: park })
  await expect(seen(urdu, 'اب آپ جواب دے رہے ہیں')).toBeVisible()
  await urdu.getByRole('button', { name: 'جواب مکمل ہوا' }).click()
  await stands(park, 'answered live')
  expect(await urdu.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
})
