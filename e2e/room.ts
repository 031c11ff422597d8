import { expect, type Locator, type Page } from '@playwright/test'

/** What the screen just said in its corner. */
export const told = (page: Page, words: string | RegExp): Locator =>
  page.locator('.dl-toast').filter({ hasText: words })

/** Words on the screen itself, apart from what is only announced. */
export const seen = (page: Page, words: string | RegExp): Locator =>
  page.getByRole('main').getByText(words).first()

/** The state of the call, as the head of the room shows it. */
export const stateOf = (page: Page): Locator => page.getByRole('banner').getByRole('status')

/** A pane of a desk, by its heading. */
export const pane = (page: Page, name: string | RegExp): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name }) })

/** A row of a list by the words of its question. */
export const row = (within: Page | Locator, words: string): Locator =>
  within.getByRole('listitem').filter({ hasText: words })

/** Makes a question of a desk the one at hand, and presses one of its buttons. */
export async function decide(within: Locator, words: string, button: string): Promise<void> {
  const question = row(within, words)
  await question.getByText(words).first().click()
  await question.getByRole('button', { name: button }).click()
}

/** Opens a personal link and presses its one button. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.locator('main form').getByRole('button').click()
  await page.waitForURL(/\/g\//)
}

/** She comes back to her own page on the day, and goes into the room: the ground rules, and one tap. */
export async function enter(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('link', { name: /^(Enter the call|Enter the room|Go to the door)$/ }).click()
  await page.getByRole('button', { name: 'Enter', exact: true }).click()
}

/** Changes the state of the call by typing its words. */
export async function leavePhase(desk: Page, button: string, phrase: string): Promise<void> {
  await desk.getByRole('button', { name: button }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByLabel(`Type ${phrase}`).fill(phrase)
  await dialog.getByLabel(`Type ${phrase}`).press('Enter')
  await expect(dialog).toBeHidden()
}

/** An attendee asks; `answers` are the choices beside the question. */
export async function ask(page: Page, question: string, ...choices: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Ask the panel' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your question').fill(question)
  for (const choice of choices) await dialog.getByText(choice).first().click()
  await dialog.getByRole('button', { name: 'Send question' }).click()
  await expect(dialog).toBeHidden()
}
