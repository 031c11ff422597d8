import { expect, test } from '@playwright/test'
import { missingHour } from '../dates.ts'
import { register } from '../firm.ts'
import { PHONE_WITHOUT_SCRIPTS, someone } from '../people.ts'
import { BEN, LAURA, ROSA, type Story } from './story.ts'

/** From an empty installation to a published call for which firms register. */
export function prepare(story: () => Story): void {
  test('the terminal prints a link: whoever holds it sets up an empty installation', async () => {
    const { desk, server } = story()
    await desk.goto(await server.printed(/administrator: (\S+)/))
    await desk.getByRole('button', { name: 'Sign in' }).click()
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Set up Direct Line')
    await desk.getByLabel('Your name').fill('Olive Officer')
    await desk.getByLabel('Your e-mail').fill('olive@mission.example')
    await expect(desk.getByRole('radio', { name: /^An empty installation/ })).toBeChecked()
    await desk.getByLabel('Name of the mission').fill('U.S. Mission in Pakistan')
    await desk.getByLabel('Home city').first().fill('Washington')
    await desk.getByLabel('Time zone of the home city').selectOption('America/New_York')
    await desk.getByRole('button', { name: 'Begin' }).click()
    await expect(desk).toHaveURL(/\/desk$/)
    await expect(desk.getByText('No call yet')).toBeVisible()
  })

  test('a program, a series and a call begin with three names', async () => {
    const { desk } = story()
    await desk.getByRole('button', { name: 'Create a call' }).first().click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('Name of the program').fill('Direct Line for American Businesses')
    await dialog.getByLabel('Name of the series').fill('Pakistan')
    await dialog.getByLabel('Country').selectOption({ label: 'Pakistan' })
    await dialog.getByLabel('Topic').fill('Opportunities in the IT sector')
    await dialog.getByRole('button', { name: 'Begin the draft' }).click()
    await expect(desk).toHaveURL(/\/desk\/calls\/[^/]+$/)
    story().callDesk = new URL(desk.url()).pathname
  })

  test('the call is written as it comes to mind; a reload in the middle loses nothing', async () => {
    const { desk } = story()
    await desk
      .getByLabel('Description, English')
      .fill('Put your questions to the ministry and the zones authority.')
    await desk.getByLabel('Seats').fill('2')
    await expect(desk.getByText('Everything is saved')).toBeVisible()
    await desk.reload()
    await expect(desk.getByLabel('Description, English')).toHaveValue(/ministry and the zones authority/)
    await expect(desk.getByLabel('Seats')).toHaveValue('2')

    const { day } = missingHour()
    await desk.getByLabel('Time zone of the host').selectOption('Asia/Karachi')
    await desk.getByLabel('Begins, Karachi time').fill(`${day.add({ days: 9 })}T17:00`)
    await desk.getByLabel("What the host's place is called, English").fill('Islamabad')
    await desk.getByLabel('Sectors', { exact: true }).first().selectOption('cloud-computing')
    await desk.getByLabel('Languages', { exact: true }).first().selectOption('en')
    await desk.getByRole('button', { name: 'Add an item' }).click()
    await desk.getByLabel('Item, English').fill('Questions from firms')
    await expect(desk.getByText('Everything is saved')).toBeVisible()
  })

  test('a time that the clock skips is asked about, never guessed', async () => {
    const { desk } = story()
    const { local, day } = missingHour()
    await desk.getByLabel('Registration until, Washington time').fill(local)
    const dialog = desk.getByRole('dialog')
    await expect(dialog.getByRole('heading')).toHaveText('This time does not exist')
    await dialog.getByRole('button', { name: /3:30/ }).click()
    await expect(desk.getByLabel('Registration until, Washington time')).toHaveValue(`${day}T03:30`)
    await expect(desk.getByText('Everything is saved')).toBeVisible()
  })

  test('the checklist says what is missing; the panel is put together in its own place', async () => {
    const { desk } = story()
    const publish = desk.getByRole('button', { name: 'Publish…' })
    await expect(publish).toHaveAttribute('aria-disabled', 'true')
    await expect(desk.getByText('At least one panelist')).toBeVisible()
    await desk.getByRole('link', { name: 'Put somebody on the panel' }).click()
    for (const [name, title, organization, email] of [
      ['Nora Whitfield', 'Economic Counselor', 'U.S. Mission', 'nora@mission.example'],
      ['Arif Zaman', 'Secretary', 'Ministry of IT', 'secretary@ministry.example'],
      ['Sana Iqbal', 'Chair', 'Zones Authority', 'chair@zones.example'],
    ] as const) {
      await desk.getByRole('button', { name: 'Add a panel member' }).click()
      const dialog = desk.getByRole('dialog')
      await dialog.getByLabel('Name, English').fill(name)
      await dialog.getByLabel('Title, English').fill(title)
      await dialog.getByLabel('Organization, English').fill(organization)
      await dialog.getByLabel('E-mail').fill(email)
      await dialog.getByRole('button', { name: 'Add' }).click()
      await expect(desk.getByRole('listitem').filter({ hasText: name })).toBeVisible()
    }
    await desk.getByRole('link', { name: 'Prepare' }).click()
    await expect(desk.getByText('Nothing is missing')).toBeVisible()
  })

  test('the officer looks at the page as everyone will see it, and publishes', async ({ browser }) => {
    const { desk, server } = story()
    const [preview] = await Promise.all([
      desk.waitForEvent('popup'),
      desk.getByRole('link', { name: 'Preview' }).click(),
    ])
    await expect(preview.getByText('Only staff of this program see this page')).toBeVisible()
    story().callPage = new URL(preview.url()).pathname
    await preview.close()
    const stranger = await someone(browser, { ...PHONE_WITHOUT_SCRIPTS, baseURL: server.url })
    expect((await stranger.request.get(story().callPage)).status()).toBe(404)
    await desk.getByRole('button', { name: 'Publish…' }).click()
    await expect(desk.getByRole('dialog')).toContainText('3:30')
    await desk.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(desk.getByRole('link', { name: 'Public page' })).toBeVisible()
    expect((await stranger.request.get(story().callPage)).status()).toBe(200)
  })

  test('firms find it on a phone without scripts, see both times, and register', async ({ browser }) => {
    const { server } = story()
    for (const firm of [LAURA, BEN, ROSA]) {
      const phone = await someone(browser, { ...PHONE_WITHOUT_SCRIPTS, baseURL: server.url })
      await phone.goto('/')
      await phone.getByRole('link', { name: 'Opportunities in the IT sector' }).click()
      await expect(phone.getByRole('group', { name: 'Date and time' })).toContainText('Islamabad')
      await expect(phone.getByRole('group', { name: 'Date and time' })).toContainText('Washington')
      await phone.getByRole('link', { name: 'Register' }).last().click()
      await register(phone, firm)
      await phone.context().close()
    }
  })
}
