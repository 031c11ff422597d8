import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { row, seen } from '../room.ts'
import { LAURA, ROSA, type Story } from './story.ts'

/** What stays: the record, the readout, and what the firm is owed. */
export function after(story: () => Story): void {
  test('the record says who was there and what was answered, on the screen and as CSV', async () => {
    const { callDesk, desk } = story()
    await desk.goto(`${callDesk}/record`)
    const attendance = desk.getByRole('table')
    await expect(attendance.getByRole('row').filter({ hasText: LAURA.name })).toContainText('Northvale Cloud')
    await expect(attendance.getByRole('row').filter({ hasText: 'Arif Zaman' })).toContainText('On stage')
    await expect(attendance.getByText(ROSA.name)).toHaveCount(0)
    expect(await downloaded(desk)).toContain(
      'Laura Whitcomb,"Director, Market Access",Northvale Cloud,Attendee',
    )
    await desk.getByRole('button', { name: /^Answer register/ }).click()
    await expect(row(desk, 'data center license')).toContainText('Four to six weeks, in one office.')
    await expect(row(desk, LAURA.question)).toContainText('Ministry of IT')
    await expect(row(desk, 'auditors visit')).toContainText('Dismissed: not for this panel')
    expect(await downloaded(desk)).toContain('Four to six weeks, in one office.')
  })

  test('each sentence of the readout leads to its events; what the officer words is a new version', async () => {
    const { desk } = story()
    await desk.getByRole('link', { name: 'Readout' }).click()
    const text = desk.getByRole('article')
    await expect(text).toContainText('connecting 2 representatives of one organization with the panel')
    const quote = text.getByRole('button', { name: /answer your letters/ })
    await quote.click()
    const source = desk
      .getByRole('complementary', { name: 'Sources' })
      .getByRole('listitem')
      .filter({ hasText: 'Granted' })
    await expect(source).toContainText('We want you here, and we will answer your letters.')
    await expect(source).toContainText(/events? \d+/)
    await expect(desk.getByText('Version 1, saved').first()).toBeVisible()
    await source.getByRole('button', { name: 'Reword…' }).click()
    await source.getByRole('textbox').fill('The Secretary promised answers to letters.')
    await source.getByRole('button', { name: 'Take these words' }).click()
    await desk.getByRole('button', { name: 'Save as a version' }).click()
    await expect(desk.getByText('Version 2, saved').first()).toBeVisible()
    await desk.reload()
    await expect(text).toContainText('The Secretary promised answers to letters.')
  })

  test('afterwards the firm still sees what she is owed, through the same link', async () => {
    const { links, people } = story()
    const { laura } = people
    await laura.goto(links.laura)
    await laura.locator('main form').getByRole('button').click()
    await expect(laura.getByRole('heading', { level: 1 })).toHaveText('The call is over')
    await expect(seen(laura, 'Four to six weeks, in one office.')).toBeVisible()
    await expect(seen(laura, /An answer is promised by/)).toBeVisible()
  })
}

async function downloaded(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ])
  return await readFile(await download.path(), 'utf8')
}
