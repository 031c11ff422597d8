import { sql } from 'drizzle-orm'
import { system } from '../kernel/actor.ts'
import type { Id } from '../kernel/ids.ts'
import type { CallFacts } from '../modules/calls/contract.ts'
import { registrationCommands } from '../modules/registration/contract.ts'
import { aRegistrant, openCall } from '../modules/registration/factories.ts'
import { look } from './look.ts'
import { type PostOffice, postOffice } from './post-office.ts'
import { type StaffClient, staffClient } from './sign-in.ts'
import { startTestApp, type TestApp } from './start-app.ts'

const me = system('test')

/** Laura reads English in California, Nadeem Urdu; Omar has a seat, too; Ravi waits for a decision. */
const WHO = { laura: 'Laura Whitcomb', nadeem: 'ندیم اختر', omar: 'Omar Gone', ravi: 'Ravi Waits' } as const
export const MAILBOXES = {
  laura: 'laura@northvale-1.example',
  nadeem: 'laura@northvale-2.example',
  omar: 'laura@northvale-3.example',
  ravi: 'laura@northvale-4.example',
} as const
type Who = keyof typeof WHO

export interface WithRegistrants {
  readonly app: TestApp
  readonly post: PostOffice
  readonly call: CallFacts
  readonly officer: StaffClient
  readonly registered: Readonly<Record<Who, { registration: Id; person: Id }>>
  stop(): Promise<void>
}

/** A call three weeks ahead with four registrants, and a mail server; their first mails have arrived. */
export async function withRegistrants(): Promise<WithRegistrants> {
  const post = await postOffice()
  const app = await startTestApp({ smtpUrl: post.url })
  const { call, registered } = await app.context.transaction(me, async (tx) => {
    const commands = tx.use(registrationCommands)
    const made = await openCall(tx)
    const register = (n: number, key: Who) =>
      commands.register(tx, me, {
        call: made.id,
        registrant: aRegistrant(n, { name: WHO[key] }),
        locale: key === 'nadeem' ? 'ur' : 'en',
      })
    const all = {
      laura: await register(1, 'laura'),
      nadeem: await register(2, 'nadeem'),
      omar: await register(3, 'omar'),
      ravi: await register(4, 'ravi'),
    }
    for (const { registration } of [all.laura, all.nadeem, all.omar]) {
      await commands.approve(tx, me, { registration })
    }
    return { call: made, registered: all }
  })
  await look(
    app,
    sql`update people_persons set zone = 'America/Los_Angeles' where email = ${MAILBOXES.laura}`,
  )
  const officer = await staffClient(app, 'officer')
  await app.drain()
  post.received.length = 0
  const stop = async () => {
    await app.stop()
    await post.close()
  }
  return { app, post, call, officer, registered, stop }
}
