import { loadavg } from 'node:os'
import { type Campaign, mailCampaign } from '../testing/mail-campaign.ts'
import { pause } from './load/machine.ts'

/**
 * A call is announced to 2,000 subscribers: the server as it is installed, a real mail server in another process. Then the same while
 * the mail server is killed twice and the application once, all with -9: what the mail server took is compared with what we say of it.
 * The quick run is 100 mails while the mail server is killed once. The application is not: what it had in hand is taken up again only
 * after a minute or so. Its figure contains the outage and does not compare with that of the whole run.
 */
export const run = (quick: boolean) => (quick ? quickRun(100) : wholeRun(2_000))

async function wholeRun(mails: number) {
  const plain = await announced('nothing happens', mails, async () => undefined)
  const killed = await announced('mail server killed twice, application once', mails, async (campaign) => {
    await sent(campaign, mails * 0.2)
    await outage(campaign)
    await sent(campaign, mails * 0.45)
    await campaign.killServer()
    await campaign.startServer()
    await sent(campaign, mails * 0.7)
    await outage(campaign)
  })
  return {
    rows: [plain, killed],
    figure: plain['mails/s'],
    unit: `mails a second: a call announced to ${mails} subscribers; with all three killed ${killed['arrived twice']} arrived twice and ${killed.lost} were lost`,
  }
}

async function quickRun(mails: number) {
  const killed = await announced('mail server killed once', mails, async (campaign) => {
    await sent(campaign, mails * 0.3)
    await outage(campaign)
  })
  return {
    rows: [killed],
    figure: killed['mails/s'],
    unit: `mails a second: a call announced to ${mails} subscribers while the mail server is killed once; ${killed['arrived twice']} arrived twice and ${killed.lost} were lost`,
  }
}

async function outage(campaign: Campaign): Promise<void> {
  await campaign.killMailServer()
  await pause(2_000)
  await campaign.startMailServer()
}

async function announced(what: string, mails: number, meanwhile: (campaign: Campaign) => Promise<void>) {
  const campaign = await mailCampaign(mails)
  try {
    const began = performance.now()
    await campaign.announce()
    await meanwhile(campaign)
    const counts = await settled(campaign, mails)
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const received = await campaign.received()
    const once = new Set(received)
    const said = await campaign.inState('sent')
    const unsure = await campaign.inState('unsure')
    return {
      what,
      mails,
      's until all settled': seconds,
      'mails/s': Math.round((mails / seconds) * 10) / 10,
      sent: said.length,
      unsure: unsure.length,
      'unsure that arrived': unsure.filter((id) => once.has(id)).length,
      failed: counts['failed'] ?? 0,
      'arrived twice': received.length - once.size,
      lost: said.filter((id) => !once.has(id)).length + mails - said.length - unsure.length,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    }
  } finally {
    await campaign.close()
  }
}

const sent = async (campaign: Campaign, mails: number): Promise<void> => {
  while (((await campaign.counts())['sent'] ?? 0) < mails) await pause(200)
}

/** Until every mail was written and none waits. */
async function settled(campaign: Campaign, mails: number) {
  for (;;) {
    const counts = await campaign.counts()
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
    if (all === mails && !counts['queued'] && !counts['sending']) return counts
    await pause(200)
  }
}
