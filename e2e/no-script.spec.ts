import { expect, type Page, test } from '@playwright/test'
import { register } from './firm.ts'
import {
  DESK,
  everybodyLeaves,
  expectTrouble,
  nobodyComplained,
  PHONE_WITHOUT_SCRIPTS,
  someone,
} from './people.ts'
import { openLink } from './room.ts'
import { type Stage, sampleStage } from './stage.ts'

// Everything that a firm meets before it has a session, in a browser that runs no script.

test.describe.configure({ mode: 'serial' })

let stage: Stage
let phone: Page

test.beforeAll(async ({ browser }) => {
  stage = await sampleStage()
  phone = await someone(browser, { ...PHONE_WITHOUT_SCRIPTS, baseURL: stage.server.url })
})
test.afterAll(async () => {
  await everybodyLeaves()
  await stage?.server.stop()
})
test.afterEach(nobodyComplained)

const h1 = () => phone.getByRole('heading', { level: 1 })

test('from the list to the program, and to a call whose facts stand in their order', async () => {
  await phone.goto('/')
  await expect(phone.getByRole('link', { name: stage.next.topic.en }).first()).toBeVisible()
  await phone.getByRole('link', { name: stage.next.program.name.en }).first().click()
  await expect(h1()).toHaveText(stage.next.program.name.en)
  await phone.goto(`/calls/${stage.next.slug}`)
  await expect(h1()).toHaveText(stage.next.topic.en)
  const parts = ['Date and time', 'Panel', 'Agenda', 'Register by'].map((words) =>
    phone
      .getByRole('heading', { name: words })
      .or(phone.getByRole('group', { name: words }))
      .first(),
  )
  const tops = await Promise.all(parts.map(async (part) => (await part.boundingBox())?.y ?? -1))
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  expect(tops[0]).toBeGreaterThan(0)
})

test('the time is shown in a third zone on demand', async () => {
  await phone.getByText('Show in my time zone').click()
  await phone.getByLabel('Time zone').selectOption('Europe/Berlin')
  await phone.getByRole('button', { name: 'Show the time there' }).click()
  await expect(phone.getByText(/^In Berlin:/)).toBeVisible()
})

test('the language is changed on the page one is on, and stays', async () => {
  await phone.goto(`/calls/${stage.next.slug}`)
  await phone.getByRole('link', { name: 'اردو' }).click()
  await expect(phone).toHaveURL(new RegExp(`/calls/${stage.next.slug}`))
  await expect(h1()).toHaveText(stage.next.topic.ur ?? '')
  await expect(phone.locator('html')).toHaveAttribute('dir', 'rtl')
  await phone.getByRole('link', { name: 'اندراج کریں' }).last().click()
  await expect(phone.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(phone.getByRole('button', { name: 'اندراج بھیجیں' })).toBeVisible()
  await phone.getByRole('link', { name: 'English' }).click()
  await expect(phone.getByRole('button', { name: 'Send registration' })).toBeVisible()
})

test('a name that turns the writing around is refused in a sentence, and what was typed stays', async () => {
  await phone.goto(`/calls/${stage.next.slug}/register`)
  await phone.getByLabel('Full name').fill('Mallory \u202Eeugaelloc ruoY')
  await phone.getByLabel('Job title').fill('Director')
  await phone.getByLabel('Work e-mail').fill('mallory@hostile.example')
  await phone.getByLabel('Your question').fill('Is this kept?')
  await phone.getByRole('button', { name: 'Send registration' }).click()
  const summary = phone.locator('.dl-errors')
  await expect(summary).toContainText('invisible or direction-changing characters')
  await expect(summary).toContainText('Give the name of your firm')
  await expect(phone.getByLabel('Your question')).toHaveValue('Is this kept?')
  await expect(phone.getByLabel('Work e-mail')).toHaveValue('mallory@hostile.example')
  await summary.getByRole('link').first().click()
  await expect(phone).toHaveURL(/#name$/)
})

test('markup in a name is text, wherever it is shown', async ({ browser }) => {
  const name = 'Bobby <img src=x onerror=alert(1)> "Tables"'
  const organization = `<b>Robert'); DROP TABLE firms;--</b>`
  await phone.goto(`/calls/${stage.next.slug}/register`)
  await register(phone, { name, title: '</script>', email: 'bobby@hostile.example', organization })
  const { id, person } = await stage.registrationOf(stage.next.id, name)
  await stage.officer.post(`/api/registrations/${id}/decision`, { decision: 'approve' })
  const link = await stage.linkTo(stage.next.id, person.id)
  await phone.goto(link)
  await expect(phone.getByRole('main')).toContainText(name)
  await expect(phone.locator('main img')).toHaveCount(0)
  const page = await someone(browser, { ...DESK, baseURL: stage.server.url })
  await openLink(page, link)
  await expect(page.getByRole('main')).toContainText(organization)
  await expect(page.getByRole('main')).toContainText(name)
  await expect(page.locator('main img')).toHaveCount(0)
})

test('an address that is not there, and a link that opens nothing, answer with a page', async () => {
  expectTrouble(phone)
  for (const path of ['/calls/no-such-call', '/nothing-here', '/l/AAAA.BBBB']) {
    const answer = await phone.goto(path)
    expect(answer?.status(), path).toBe(404)
    await expect(h1()).toHaveText(/./)
  }
})
