import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campaign, mailCampaign } from '../../testing/mail-campaign.ts'

// A call is announced to sixty subscribers, and everything that takes part is killed: the small form of `npm run bench -- mail`.

const MAILS = 60
let campaign: Campaign

beforeAll(async () => {
  campaign = await mailCampaign(MAILS)
}, 120_000)
afterAll(() => campaign.close(), 60_000)

const sent = (mails: number) =>
  expect
    .poll(async () => (await campaign.counts())['sent'] ?? 0, { timeout: 180_000, interval: 100 })
    .toBeGreaterThanOrEqual(mails)

test('with the mail server killed twice and the application once nothing arrives twice, and what is in doubt is said', {
  timeout: 400_000,
}, async () => {
  await campaign.announce()
  await sent(5)
  await campaign.killMailServer()
  await campaign.startMailServer()
  await sent(15)
  await campaign.killServer()
  await campaign.startServer()
  await sent(30)
  await campaign.killMailServer()
  await campaign.startMailServer()
  await expect
    .poll(
      async () => {
        const { sent: done = 0, unsure = 0 } = await campaign.counts()
        return done + unsure
      },
      { timeout: 300_000, interval: 500 },
    )
    .toBe(MAILS)

  const received = await campaign.received()
  expect(new Set(received).size).toBe(received.length)
  const said = await campaign.inState('sent')
  const inDoubt = await campaign.inState('unsure')
  expect(received.filter((id) => !inDoubt.includes(id)).sort()).toEqual(said.sort())
  // Five connections, broken three times.
  expect(inDoubt.length).toBeLessThanOrEqual(15)
})
