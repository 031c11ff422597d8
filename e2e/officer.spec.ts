import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { type ServerProcess, startServer } from '../testing/server-process.ts'
import { missingHour } from './dates.ts'
import { register } from './firm.ts'
import { linkInMailTo } from './mailbox.ts'
import { DESK, nobodyComplained, PHONE, PHONE_WITHOUT_SCRIPTS, someone } from './people.ts'
import { ask, decide, enter, leavePhase, openLink, pane, row, seen, stateOf, told } from './room.ts'

// One call from nothing: the officer of a new installation, two firms, an official on a phone, a rapporteur.

test.describe.configure({ mode: 'serial' })

let server: ServerProcess
/** The officer's browser. */
let desk: Page
let callPage = ''
let callDesk = ''
const people = {} as Record<'laura' | 'ben' | 'arif' | 'rita', Page>
const links = { laura: '', ben: '' }

const LAURA = {
  name: 'Laura Whitcomb',
  title: 'Director, Market Access',
  email: 'laura@northvale.example',
  organization: 'Northvale Cloud',
  question: 'Is a local license needed to host data for banks?',
}
const BEN = {
  name: 'Ben Ashgrove',
  title: 'Counsel',
  email: 'ben@northvale.example',
  organization: 'Northvale Cloud',
}
const ROSA = {
  name: 'Rosa Tidewell',
  title: 'Founder',
  email: 'rosa@tidemark.example',
  organization: 'Tidemark Security',
}

test.beforeAll(async ({ browser }) => {
  server = await startServer()
  desk = await someone(browser, { ...DESK, baseURL: server.url })
})
test.afterAll(async () => {
  await server?.stop()
})
test.afterEach(nobodyComplained)

test('the terminal prints a link: whoever holds it sets up an empty installation', async () => {
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
  await desk.getByRole('button', { name: 'Create a call' }).first().click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('Name of the program').fill('Direct Line for American Businesses')
  await dialog.getByLabel('Name of the series').fill('Pakistan')
  await dialog.getByLabel('Country').selectOption({ label: 'Pakistan' })
  await dialog.getByLabel('Topic').fill('Opportunities in the IT sector')
  await dialog.getByRole('button', { name: 'Begin the draft' }).click()
  await expect(desk).toHaveURL(/\/desk\/calls\/[^/]+$/)
  callDesk = new URL(desk.url()).pathname
})

test('the call is written as it comes to mind; a reload in the middle loses nothing', async () => {
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
  const { local, day } = missingHour()
  await desk.getByLabel('Registration until, Washington time').fill(local)
  const dialog = desk.getByRole('dialog')
  await expect(dialog.getByRole('heading')).toHaveText('This time does not exist')
  await dialog.getByRole('button', { name: /3:30/ }).click()
  await expect(desk.getByLabel('Registration until, Washington time')).toHaveValue(`${day}T03:30`)
  await expect(desk.getByText('Everything is saved')).toBeVisible()
})

test('the checklist says what is missing; the panel is put together in its own place', async () => {
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
  const [preview] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.getByRole('link', { name: 'Preview' }).click(),
  ])
  await expect(preview.getByText('Only staff of this program see this page')).toBeVisible()
  callPage = new URL(preview.url()).pathname
  await preview.close()
  const stranger = await someone(browser, { ...PHONE_WITHOUT_SCRIPTS, baseURL: server.url })
  expect((await stranger.request.get(callPage)).status()).toBe(404)
  await desk.getByRole('button', { name: 'Publish…' }).click()
  await expect(desk.getByRole('dialog')).toContainText('3:30')
  await desk.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await expect(desk.getByRole('link', { name: 'Public page' })).toBeVisible()
  expect((await stranger.request.get(callPage)).status()).toBe(200)
})

test('firms find it on a phone without scripts, see both times, and register', async ({ browser }) => {
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

test('the officer approves by keyboard; there are two seats for three', async () => {
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
  const link = await linkInMailTo(desk, LAURA.name, 'Registration approved')
  expect(link).toContain(`${server.url}/l/`)
  links.laura = link
  links.ben = await linkInMailTo(desk, BEN.name, 'Registration approved')
})

test('a mail scanner opens the link and nothing happens; the firm presses the button and sees where it stands', async ({
  browser,
  request,
}) => {
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
  await desk.goto(`${callDesk}/panel`)
  await row(desk, 'Arif Zaman').getByRole('button', { name: 'Invite…' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Send the invitation' }).click()
  await expect(row(desk, 'Arif Zaman')).toContainText('Invited')
  await desk.getByRole('button', { name: 'Give a colleague a part…' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Rita Scrivener')
  await dialog.getByLabel('E-mail').fill('rita@mission.example')
  await dialog.getByText('Moderator', { exact: true }).click()
  await dialog.getByText('Rapporteur', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(row(desk, 'Rita Scrivener')).toContainText('Rapporteur')

  people.arif = await someone(browser, { ...PHONE, baseURL: server.url })
  await openLink(people.arif, await linkInMailTo(desk, 'Arif Zaman', 'Invitation to the panel'))
  people.rita = await someone(browser, { ...DESK, baseURL: server.url })
  await openLink(people.rita, await linkInMailTo(desk, 'Rita Scrivener', 'A part on a call'))
})

test('green room: the panel is in, the audience is not; then on air by typing the words', async () => {
  await desk.goto(`${callDesk}/room`)
  await desk.getByRole('button', { name: 'Open the green room' }).click()
  await expect(stateOf(desk)).toHaveText('Green room')
  await enter(people.arif)
  await expect(seen(people.arif, 'You are in the green room')).toBeVisible()
  await enter(people.rita)
  await enter(people.laura)
  await expect(stateOf(people.laura)).toHaveText('Not on air yet')
  await desk.getByRole('button', { name: 'Go on air…' }).click()
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('dialog')).toBeHidden()
  await expect(stateOf(desk)).toHaveText('Green room')
  await leavePhase(desk, 'Go on air…', 'ON AIR')
  await expect(stateOf(people.laura)).toHaveText('On air')
  await enter(people.ben)
  await expect(pane(desk, 'In the room')).toContainText('2attendees')
})

test('firms ask, one in public and one in private; the moderator shows, and a firm has one vote', async () => {
  const { laura, ben } = people
  await ask(laura, 'How long does a data center license take?')
  await ask(
    ben,
    'May our auditors visit the technology park?',
    'Only for the mission and the panel',
    'Mission and panel',
  )
  const pending = pane(desk, 'Pending')
  await expect(row(pending, 'auditors visit')).toContainText('private to mission and panel')
  await row(pending, LAURA.question).getByText(LAURA.question).click()
  await desk.keyboard.press('v')
  await expect(told(desk, 'Visible to all who may see it.').first()).toBeVisible()
  await decide(pending, 'data center license', 'Make visible')

  await ben.getByRole('button', { name: /^Vote for: How long does/ }).click()
  await expect(ben.getByRole('button', { name: /^Voted by your firm: How long does/ })).toContainText('1')
  await expect(laura.getByRole('button', { name: /^Voted by your firm: How long does/ })).toContainText('1')
  await expect(ben.getByText('May our auditors visit')).toHaveCount(1)
  await expect(laura.getByText('May our auditors visit')).toHaveCount(0)
})

test('a question is assigned, answered now for all to see, and answered live', async () => {
  const list = pane(desk, 'Questions for the panel')
  await decide(list, 'data center license', 'Assign…')
  const dialog = desk.getByRole('dialog')
  await dialog.getByText('Arif Zaman').click()
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click()
  await expect(seen(people.arif, 'Next, you answer')).toBeVisible()
  await expect(seen(people.arif, 'data center license')).toBeVisible()
  await decide(list, 'data center license', 'Answer now')
  await expect(seen(people.arif, 'You are answering now')).toBeVisible()
  await expect(seen(people.ben, 'Answering now: Arif Zaman')).toBeVisible()
  await list.getByRole('button', { name: 'Answered live' }).first().click()
  await dialog.getByLabel('The answer in short').fill('Four to six weeks, in one office.')
  await dialog.getByRole('button', { name: 'Answered live' }).click()
  await expect(told(desk, 'Answer recorded.')).toBeVisible()
  await expect(seen(people.laura, 'Four to six weeks, in one office.')).toBeVisible()
})

test('a question is dismissed with a reason that the asker reads; another is owed, with owner and day', async () => {
  const pending = pane(desk, 'Pending')
  await decide(pending, 'auditors visit', 'Dismiss…')
  const dialog = desk.getByRole('dialog')
  await dialog.getByText('Not for this panel').click()
  await dialog.getByLabel('A sentence to the asker').fill('We write to you about visits.')
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await expect(seen(people.ben, 'Not taken: Not for this panel.')).toBeVisible()
  await expect(seen(people.ben, 'We write to you about visits.')).toBeVisible()

  const list = pane(desk, 'Questions for the panel')
  await decide(list, LAURA.question, 'To follow up…')
  await dialog.getByLabel('Owner').selectOption({ label: 'Ministry of IT' })
  await dialog.getByLabel('Due').fill('2030-01-15')
  await dialog.getByLabel('The promise in words').fill('The list of licenses')
  await dialog.getByRole('button', { name: 'To follow up' }).click()
  await expect(seen(people.laura, 'Answer owed')).toBeVisible()
  await expect(seen(people.laura, 'Owed by Ministry of IT.')).toBeVisible()
})

test('the rapporteur takes a key point, a topic, a promise and a quote; the official allows it on the phone', async () => {
  const { rita, arif } = people
  const take = async (kind: string, words: string, speaker?: string) => {
    await rita.getByRole('button', { name: new RegExp(`^${kind}`) }).click()
    if (speaker)
      await rita.getByLabel(kind === 'Promise' ? 'Owner' : 'Speaker').selectOption({ label: speaker })
    const field = rita.getByRole('region', { name: 'Record' }).getByRole('textbox').first()
    await field.fill(words)
    await field.press('Enter')
    await expect(row(rita, words)).toBeVisible()
    await expect(field).toHaveValue('')
  }
  await take('Topic', 'licensing of data centers')
  await take('Key point', 'licenses come from one office', 'Ministry of IT')
  await take('Promise', 'The ministry sends the form', 'Ministry of IT')
  await take('Quote', 'We want you here, and we will answer your letters.', 'Arif Zaman')
  await row(rita, 'answer your letters').getByRole('button', { name: 'Ask to publish' }).click()
  await expect(arif.getByRole('heading', { name: 'May these words of yours be published?' })).toBeVisible()
  await arif.getByRole('button', { name: 'Yes, publish' }).click()
  await expect(row(rita, 'answer your letters')).toContainText('Granted')
})

test('the broadcast ends: the audience leaves, the panel stays for the debrief; then the call ends', async () => {
  await leavePhase(desk, 'End broadcast…', 'END')
  await expect(seen(people.laura, 'The broadcast is over')).toBeVisible()
  await expect(seen(people.arif, 'The audience has left.')).toBeVisible()
  await leavePhase(desk, 'End the call…', 'END')
  await expect(stateOf(desk)).toHaveText('Ended')
})

test('the record says who was there and what was answered, on the screen and as CSV', async () => {
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
  const { laura } = people
  await laura.goto(links.laura)
  await laura.locator('main form').getByRole('button').click()
  await expect(laura.getByRole('heading', { level: 1 })).toHaveText('The call is over')
  await expect(seen(laura, 'Four to six weeks, in one office.')).toBeVisible()
  await expect(seen(laura, /An answer is promised by/)).toBeVisible()
})

async function downloaded(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ])
  return await readFile(await download.path(), 'utf8')
}
