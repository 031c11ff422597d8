import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { mailDesk } from '../../kernel/mail.ts'
import { look } from '../../testing/look.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { eachMinute, startTestApp, type TestApp } from '../../testing/start-app.ts'
import { type CallFacts, callsCommands } from '../calls/contract.ts'
import { registrationCommands } from './contract.ts'
import { aRegistrant, openCall } from './factories.ts'

// Whoever has a seat is reminded a day and an hour before, once each, whatever the call does meanwhile.

let app: TestApp
const me = system('test')
const START = Temporal.Instant.from('2026-04-23T12:00:00Z')

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

/** A minute of the clock: what happens each minute, and the mails it brings. */
async function minute(at: Temporal.Instant): Promise<void> {
  app.clock.set(at.toString())
  await eachMinute(app)
}
const earlier = (duration: Temporal.DurationLike, start = START) => start.subtract(duration)

async function scene() {
  app.clock.set('2026-04-02T09:00:00Z')
  const call = await app.inside((tx) => openCall(tx))
  return { call, approve: (n: number) => approved(call, n) }
}
const approved = (call: CallFacts, n: number, locale: 'en' | 'ur' = 'en') =>
  app.inside(async (tx) => {
    const commands = tx.use(registrationCommands)
    const made = await commands.register(tx, me, { call: call.id, registrant: aRegistrant(n), locale })
    await commands.approve(tx, me, { registration: made.registration })
    return made
  })

/** When reminders were sent to a registrant so far: day of April and time, in UTC. */
async function times(registration: string): Promise<string[]> {
  const mails = await look<{ at: string }>(
    app,
    sql`select to_char(send_at at time zone 'utc', 'DD HH24:MI') as at from mail_mails
        where template = 'registration.reminder' and about->>'registration' = ${registration} and state = 'unsent' order by send_at`,
  )
  return mails.map(({ at }) => at)
}

describe('a reminder', () => {
  test('comes a day and an hour before, in one’s own language, and once however often the clock is looked at', async () => {
    const { call, approve } = await scene()
    const { registration } = await approve(1)
    const urdu = await approved(call, 2, 'ur')
    for (const ahead of [
      { hours: 24, minutes: 1 },
      { hours: 24 },
      { hours: 23, minutes: 59 },
      { hours: 21 },
      { hours: 1, minutes: 1 },
      { hours: 1 },
      { minutes: 59 },
      { minutes: 30 },
    ]) {
      await minute(earlier(ahead))
    }
    expect(await times(registration)).toEqual(['22 12:00', '23 11:00'])
    expect(await times(urdu.registration)).toEqual(['22 12:00', '23 11:00'])
    const administrator = await staffClient(app, 'administrator')
    const [mail] = await look<{ id: string }>(
      app,
      sql`select id from mail_mails where template = 'registration.reminder' and about->>'registration' = ${urdu.registration} limit 1`,
    )
    app.clock.set(earlier({ hours: 1 }).toString())
    const { body } = await administrator.get<{ locale: string; content: { subject: string } }>(
      `/api/outbox/${mail?.id}`,
    )
    expect(body.locale).toBe('ur')
    expect(body.content.subject).toBe(`ایک گھنٹہ باقی: ${call.topic.ur}`)
  })

  test('says the time in the reader’s own zone: as she told it, else that of her country if it has but one', async () => {
    app.clock.set('2026-04-02T09:00:00Z')
    const [indian, american] = await app.inside(async (tx) => {
      const call = await openCall(tx, { startsAt: Temporal.Instant.from('2026-11-01T09:30:00Z') })
      const commands = tx.use(registrationCommands)
      const comes = async (n: number, country: string) => {
        const registrant = aRegistrant(n, { country, organization: `Firm ${n}` })
        const made = await commands.register(tx, me, { call: call.id, registrant, locale: 'en' })
        await commands.approve(tx, me, { registration: made.registration })
        return made
      }
      return [await comes(11, 'IN'), await comes(12, 'US')]
    })
    const says = (registration: string, zone: string | null) =>
      app.inside(async (tx) => {
        const content = await tx.use(mailDesk).compose(tx, me, {
          template: 'registration.reminder',
          about: { registration },
          locale: 'en',
          recipient: { name: 'Laura', zone },
        })
        const facts = content?.blocks.find((block) => 'facts' in block)
        const own = facts && 'facts' in facts && facts.facts.find(([label]) => label === 'Your time')
        return own ? own[1].replaceAll(/\s/g, ' ') : null
      })
    // The clocks go back in Los Angeles half an hour before the start: there it is 1:30 for the second time.
    app.clock.set('2026-11-01T08:30:00Z')
    expect(await says(indian!.registration, null)).toMatch(/^Sunday, November 1, 2026, 3:00 – 4:15 PM/)
    expect(await says(american!.registration, null)).toBeNull()
    expect(await says(american!.registration, 'America/Los_Angeles')).toBe(
      'Sunday, November 1, 2026, 1:30 – 2:45 AM (PST)',
    )
  })

  test('is not for what one learnt after it was due: approved three hours before, the hour’s; ten minutes before, none', async () => {
    const { approve } = await scene()
    await minute(earlier({ hours: 24 }))
    app.clock.set(earlier({ hours: 3 }).toString())
    const late = await approve(3)
    await minute(earlier({ hours: 2 }))
    await minute(earlier({ hours: 1 }))
    app.clock.set(earlier({ minutes: 50 }).toString())
    const afterTheHour = await approve(4)
    await minute(earlier({ minutes: 40 }))
    app.clock.set(earlier({ minutes: 10 }).toString())
    const last = await approve(5)
    await minute(earlier({ minutes: 9 }))
    expect(await times(late.registration)).toEqual(['23 11:00'])
    expect(await times(afterTheHour.registration)).toEqual([])
    expect(await times(last.registration)).toEqual([])
  })

  test('moves with the call, and a cancelled call has none', async () => {
    const { call, approve } = await scene()
    const { registration } = await approve(6)
    await minute(earlier({ hours: 24 }))
    await minute(earlier({ hours: 20 }))
    const again = await staffClient(app, 'officer')
    const moved = await again.patch<{ reason?: string }>(`/api/calls/${call.id}`, {
      set: { startsAt: { local: '2026-04-27T17:00', zone: 'Asia/Karachi' } },
    })
    expect([moved.status, moved.body.reason]).toEqual([200, undefined])
    await app.drain()
    await minute(earlier({ hours: 1 }))
    const later = Temporal.Instant.from('2026-04-27T12:00:00Z')
    await minute(earlier({ hours: 24 }, later))
    await app.inside((tx) =>
      tx.use(callsCommands).setState(tx, me, { call: call.id, to: 'cancelled', reason: 'Ill' }),
    )
    await minute(earlier({ hours: 1 }, later))
    expect(await times(registration)).toEqual(['22 12:00', '26 12:00'])
  })

  test('that could not leave for hours is not sent any more', async () => {
    const { approve } = await scene()
    const { registration } = await approve(7)
    await minute(earlier({ hours: 19 }))
    await minute(earlier({ minutes: 15 }))
    expect(await times(registration)).toEqual([])
    const down = await scene()
    const hers = await down.approve(8)
    await minute(earlier({ hours: 22 }))
    expect(await times(hers.registration)).toEqual(['22 14:00'])
  })
})
