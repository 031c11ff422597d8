import { expect, test } from '@playwright/test'
import { linkInMailTo } from '../mailbox.ts'
import { DESK, PHONE, someone } from '../people.ts'
import { openLink, row, seen, told } from '../room.ts'
import { BEN, LAURA, ROSA, type Story } from './story.ts'

/** Firms are approved, links handed over, the panel invited. */
export function admit(story: () => Story): void {
  test('the officer approves by keyboard; there are two seats for three', async () => {
    const { callDesk, desk } = story()
    await desk.goto(`${callDesk}/registrations`)
    const current = desk.locator('tr[aria-current="true"]')
    await expect(current).toContainText(ROSA.name)
    await desk.keyboard.press('j')
    await desk.keyboard.press('j')
    await expect(current).toContainText(LAURA.name)
    await expect(desk.getByRole('complementary', { name: LAURA.name })).toContainText(LAURA.question)
    await desk.keyboard.press('k')
    await expect(current).toContainText(BEN.name)
    for (const key of ['x', 'j', 'x', 'k', 'k', 'x']) await desk.keyboard.press(key)
    await expect(desk.getByRole('region', { name: 'Selected registrations' })).toContainText(
      '3 selected · 2 firms',
    )
    await expect(desk.getByRole('region', { name: 'Selected registrations' })).toContainText(
      '2 can be approved.',
    )
    await desk.keyboard.press('a')
    await expect(told(desk, 'Approved 2. 1 not: No seat is left')).toBeVisible()

    await desk.getByRole('link', { name: 'Prepare' }).click()
    await desk.getByLabel('Seats').fill('3')
    await expect(desk.getByText('Everything is saved')).toBeVisible()
    await desk.getByRole('link', { name: 'Registrations' }).click()
    await desk.keyboard.press('a')
    await expect(told(desk, 'Approved 1.')).toBeVisible()
    await expect(desk.getByText('Nobody waits.')).toBeVisible()
  })

  test('with no mail server the administrator hands over a link, and that is kept', async () => {
    const { desk, links, server } = story()
    const link = await linkInMailTo(desk, LAURA.name, 'Registration approved')
    expect(link).toContain(`${server.url}/l/`)
    links.laura = link
    links.ben = await linkInMailTo(desk, BEN.name, 'Registration approved')
  })

  test('a mail scanner opens the link and nothing happens; the firm presses the button and sees where it stands', async ({
    browser,
    request,
  }) => {
    const { links, people, server } = story()
    for (let scan = 0; scan < 3; scan += 1) {
      const scanned = await request.get(links.laura)
      expect(scanned.status()).toBe(200)
      expect(scanned.headers()['set-cookie']).toBeUndefined()
    }
    people.laura = await someone(browser, { ...PHONE, baseURL: server.url })
    await openLink(people.laura, links.laura)
    await expect(people.laura.getByRole('heading', { level: 1 })).toHaveText('You have a seat')
    await expect(seen(people.laura, LAURA.question)).toBeVisible()
    people.ben = await someone(browser, { ...DESK, baseURL: server.url })
    await openLink(people.ben, links.ben)
  })

  test('the panel is invited; a colleague takes the record', async ({ browser }) => {
    const { callDesk, desk, people, server } = story()
    await desk.goto(`${callDesk}/panel`)
    await row(desk, 'Arif Zaman').getByRole('button', { name: 'Invite…' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: 'Send the invitation' }).click()
    await expect(row(desk, 'Arif Zaman')).toContainText('Invited')
    await desk.getByRole('button', { name: 'Give a colleague a part…' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Rita Scrivener')
    await dialog.getByLabel('E-mail').fill('rita@mission.example')
    await dialog.getByText('Rapporteur', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await expect(row(desk, 'Rita Scrivener')).toContainText('Rapporteur')

    people.arif = await someone(browser, { ...PHONE, baseURL: server.url })
    await openLink(people.arif, await linkInMailTo(desk, 'Arif Zaman', 'Invitation to the panel'))
    people.rita = await someone(browser, { ...DESK, baseURL: server.url })
    await openLink(people.rita, await linkInMailTo(desk, 'Rita Scrivener', 'A part on a call'))
  })
}
