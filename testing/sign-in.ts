import type { StaffRole } from '../kernel/actor.ts'
import { system } from '../kernel/actor.ts'
import type { Id } from '../kernel/ids.ts'
import { accessCommands } from '../modules/access/contract.ts'
import { type Client, client } from './client.ts'
import type { TestApp } from './start-app.ts'

const test = system('test')

/** The cookies that an answer sets, as a browser would send them back. */
export const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ')

/** A member of staff who signed in by the link in her mail: the press of the button, through the public door. */
export async function signIn(app: Pick<TestApp, 'url' | 'context'>, email: string): Promise<Client> {
  const link = await app.context.transaction(test, (tx) =>
    tx.use(accessCommands).signInLink(tx, test, { email, minutes: 15 }),
  )
  if (!link) throw new Error(`${email} is not staff`)
  const answer = await client(app).form('/api/auth/confirm', {
    token: link.split('/').at(-1) ?? '',
    to: '/desk',
  })
  const next = answer.headers.get('location') ?? ''
  if (!next.startsWith('/sign-in/next')) throw new Error(`signing in answered ${answer.status} ${next}`)
  return client(app, { cookie: cookiesOf(answer.headers) })
}

export interface StaffClient extends Client {
  readonly user: Id
}

/** Two officers of the stories. */
export const OLIVE = { name: 'Olive Officer', email: 'olive@mission.example' } as const
export const OMAR = { name: 'Omar Officer', email: 'omar@mission.example' } as const

/** Somebody of the mission with this role, for the installation or for one program, signed in. */
export async function staffClient(
  app: Pick<TestApp, 'url' | 'context'>,
  role: StaffRole,
  program: Id | null = null,
  who = { name: `Test ${role}`, email: `${role}.${program ?? 'all'}@mission.example` },
): Promise<StaffClient> {
  const { user } = await app.context.transaction(test, (tx) =>
    tx.use(accessCommands).enrol(tx, test, { ...who, memberships: [{ role, program }] }),
  )
  return { ...(await signIn(app, who.email)), user }
}

/** The address of somebody's personal link to a call, as her mails have it. */
export async function linkOf(app: Pick<TestApp, 'context'>, call: Id, person: Id): Promise<string> {
  const link = await app.context.transaction(test, (tx) =>
    tx.use(accessCommands).link(tx, test, { call, person }),
  )
  if (!link) throw new Error('this person has no link to this call')
  return link.url
}

/** Somebody who came to a call by her personal link. */
export const comeBy = async (app: Pick<TestApp, 'url' | 'context'>, call: Id, person: Id): Promise<Client> =>
  linkClient(app, await linkOf(app, call, person))

/** Somebody who opened a personal link and pressed the button; `url` is the link of her mail. */
export async function linkClient(app: Pick<TestApp, 'url'>, url: string): Promise<Client> {
  const answer = await client(app).form(new URL(url).pathname, {})
  const grant = /^\/g\/(.+)$/.exec(answer.headers.get('location') ?? '')?.[1]
  if (!grant) throw new Error(`the link answered ${answer.status}`)
  return client(app, { cookie: cookiesOf(answer.headers), grant })
}
