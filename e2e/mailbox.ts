import { expect, type Page } from '@playwright/test'

/**
 * The administrator hands over what a mail says: opens it in the outbox, knowing that it is kept who looked, and reveals
 * its link. Waits until the mail is written, which happens after the decision it tells of.
 */
export async function linkInMailTo(desk: Page, to: string, kind: string): Promise<string> {
  const row = desk.getByRole('row').filter({ hasText: to }).filter({ hasText: kind })
  await expect(async () => {
    await desk.goto('/desk/outbox')
    await expect(row.first()).toBeVisible({ timeout: 1500 })
  }).toPass()
  await row.first().click()
  const letter = desk.getByRole('complementary').filter({ has: desk.getByRole('heading', { name: to }) })
  const link = letter.getByRole('link', { name: /\/l\// })
  await expect(letter.getByText('hidden', { exact: true })).toBeVisible()
  await expect(link).toHaveCount(0)
  await letter.getByRole('button', { name: 'Show links' }).click()
  return (await link.first().getAttribute('href')) ?? ''
}
