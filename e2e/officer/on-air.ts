import { expect, test } from '@playwright/test'
import { ask, decide, enter, leavePhase, pane, row, seen, stateOf, told } from '../room.ts'
import { LAURA, type Story } from './story.ts'

/** The call itself, from the green room to its end. */
export function onAir(story: () => Story): void {
  test('green room: the panel is in, the audience is not; then on air by typing the words', async () => {
    const { callDesk, desk, people } = story()
    await desk.goto(`${callDesk}/room`)
    await desk.getByRole('button', { name: 'Open the green room' }).click()
    // Days before the call it is asked once: nobody can register any more.
    await desk.getByRole('dialog').getByRole('button', { name: 'Open it now' }).click()
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
    const { desk, people } = story()
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
    const { desk, people } = story()
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
    const { desk, people } = story()
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
    const { people } = story()
    const { rita, arif } = people
    const record = pane(rita, 'Record')
    const take = async (kind: string, words: string, speaker?: string) => {
      await rita.getByRole('button', { name: new RegExp(`^${kind}`) }).click()
      if (speaker)
        await rita.getByLabel(kind === 'Promise' ? 'Owner' : 'Speaker').selectOption({ label: speaker })
      const field = record.getByRole('textbox').first()
      await field.fill(words)
      await field.press('Enter')
      await expect(row(record, words)).toBeVisible()
      await expect(field).toHaveValue('')
    }
    await take('Topic', 'licensing of data centers')
    await take('Key point', 'licenses come from one office', 'Ministry of IT')
    await take('Promise', 'The ministry sends the form', 'Ministry of IT')
    await take('Quote', 'We want you here, and we will answer your letters.', 'Arif Zaman')
    await row(record, 'answer your letters').getByRole('button', { name: 'Ask to publish' }).click()
    await expect(arif.getByRole('heading', { name: 'May these words of yours be published?' })).toBeVisible()
    await arif.getByRole('button', { name: 'Yes, publish' }).click()
    await expect(row(record, 'answer your letters')).toContainText('Granted')
  })

  test('the broadcast ends: the audience leaves, the panel stays for the debrief; then the call ends', async () => {
    const { desk, people } = story()
    await leavePhase(desk, 'End broadcast…', 'END')
    await expect(seen(people.laura, 'The broadcast is over')).toBeVisible()
    await expect(seen(people.arif, 'The audience has left.')).toBeVisible()
    await leavePhase(desk, 'End the call…', 'END')
    await expect(stateOf(desk)).toHaveText('Ended')
  })
}
