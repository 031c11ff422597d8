import { expect, type Page } from '@playwright/test'

export interface Firm {
  readonly name: string
  readonly title: string
  readonly email: string
  readonly organization: string
  readonly question?: string
}

/** Fills in the registration form that stands before her, and sends it. */
export async function register(page: Page, firm: Firm): Promise<void> {
  await page.getByLabel('Full name').fill(firm.name)
  await page.getByLabel('Job title').fill(firm.title)
  await page.getByLabel('Work e-mail').fill(firm.email)
  await page.getByLabel('Name of the firm').fill(firm.organization)
  await page.getByLabel('Country where it is registered').selectOption({ label: 'United States' })
  if (firm.question) await page.getByLabel('Your question').fill(firm.question)
  await page.getByText('I have read this notice').click()
  await page.getByRole('button', { name: 'Send registration' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have your registration')
}
