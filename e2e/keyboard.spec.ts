import { expect, test } from '@playwright/test'
import { startServer } from '../testing/server-process.ts'
import { Hands } from './hands.ts'
import { DESK, everybodyLeaves, nobodyComplained, someone } from './people.ts'

// An officer who has no mouse: from an empty installation to an announced call with five people on its panel.

const PANEL = [
  ['Nora Whitfield', 'Economic Counselor', 'U.S. Mission', 'nora@mission.example'],
  ['Arif Zaman', 'Federal Secretary', 'Ministry of IT', 'secretary@ministry.example'],
  ['Sana Iqbal', 'Chair', 'Zones Authority', 'chair@zones.example'],
  ['Omar Haddad', 'Project Director', 'Investment Council', 'director@council.example'],
  ['Lena Brook', 'Trade Commissioner', 'Chamber of Commerce', 'lena@chamber.example'],
] as const

test.afterEach(nobodyComplained)

test('an announced call with five panel members, by keyboard alone', async ({ browser }) => {
  const server = await startServer()
  const desk = await someone(browser, { ...DESK, baseURL: server.url, locale: 'en-US' })
  const hands = new Hands(desk)
  const began = performance.now()
  try {
    await desk.goto(await server.printed(/administrator: (\S+)/))
    await hands.push('Sign in')

    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Set up Direct Line')
    await hands.fill(/^Your name/, 'Olive Officer')
    await hands.fill(/^Your e-mail/, 'olive@mission.example')
    await hands.fill(/^Name of the mission/, 'U.S. Mission in Pakistan')
    await hands.fill(/^Home city/, 'Washington')
    await hands.fill(/^Time zone of the home city/, 'America/New')
    await hands.push('Begin')

    await expect(desk.getByText('No call yet')).toBeVisible()
    await hands.push('Create a call')
    await expect(desk.getByRole('dialog').getByLabel('Topic')).toBeVisible()
    await hands.fill('Name of the program', 'Direct Line for American Businesses')
    await hands.fill('Name of the series', 'Pakistan')
    await hands.fill('Country', 'Pakistan')
    await hands.fill('Topic', 'Opportunities in the IT sector')
    await hands.press('Enter')

    await expect(desk.getByLabel('Topic, English')).toHaveValue('Opportunities in the IT sector')
    await hands.stillSomewhere('the draft was begun')
    await hands.fill('Description, English', 'Put your questions to the ministry and the zones authority.')
    await hands.fill(/^Begins/, '05142030')
    await hands.press('ArrowRight')
    await hands.write('0500PM')
    await hands.fill('Time zone of the host', 'Karachi')
    await hands.fill(/host's place is called, English/, 'Islamabad')
    await hands.fill(/^Registration until/, '05122030')
    await hands.press('ArrowRight')
    await hands.write('0600PM')
    await hands.fill(/^Seats/, '60')
    await hands.push('Put somebody on the panel')
    await expect(desk.getByText('Nobody is on the panel')).toBeVisible()
    await hands.stillSomewhere('the panel was opened')

    for (const [name, title, organization, email] of PANEL) {
      await hands.push('Add a panel member')
      await expect(desk.getByRole('dialog')).toBeVisible()
      await hands.fill('Name, English', name)
      await hands.fill('Title, English', title)
      await hands.fill('Organization, English', organization)
      await hands.fill(/^E-mail/, email)
      await hands.press('Enter')
      await expect(desk.getByRole('listitem').filter({ hasText: name })).toBeVisible()
      await hands.stillSomewhere(`${name} was added`)
    }

    await hands.push('Prepare', { back: true })
    await expect(desk.getByLabel('Topic, English')).toBeVisible()
    await hands.stillSomewhere('the call was opened again')
    await hands.push('Add an item')
    await expect(desk.getByLabel('Item, English')).toBeVisible()
    await hands.stillSomewhere('an item was added')
    // The new item has the focus, its words marked to be written over.
    await expect(desk.getByLabel('Item, English')).toBeFocused()
    await hands.write('Questions from firms')
    await hands.fill('Sectors', 'Cloud')
    await hands.fill('Languages', 'English')
    await expect(desk.getByText('Nothing is missing')).toBeVisible()
    await hands.push('Publish…')
    await expect(desk.getByRole('dialog')).toBeVisible()
    await hands.push('Publish')
    await expect(desk.getByRole('link', { name: 'Public page' })).toBeVisible()
    await hands.stillSomewhere('the call was published')

    const seconds = Math.round((performance.now() - began) / 1000)
    const figures = `${hands.keys} keys to get around, ${hands.characters} characters written, ${seconds} s of the machine`
    test.info().annotations.push({ type: 'keyboard only', description: figures })
    process.stdout.write(`keyboard only: ${figures}\n`)
    expect(hands.troubles).toEqual([])
    // As measured; more of them means that somebody put something into the way.
    expect(hands.keys).toBeLessThan(175)
  } finally {
    await everybodyLeaves()
    await server.stop()
  }
})
