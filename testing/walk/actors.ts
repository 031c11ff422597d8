import { sql } from 'drizzle-orm'
import { CALL_ROLES, type CallRole, STAFF_ROLES, system } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { accessCommands } from '../../modules/access/contract.ts'
import { aCall, aGrant, aPerson } from '../../modules/access/factories.ts'
import { callsCommands } from '../../modules/calls/contract.ts'
import { aPublishedCall } from '../../modules/calls/factories.ts'
import { registrationCommands } from '../../modules/registration/contract.ts'
import { aRegistrant } from '../../modules/registration/factories.ts'
import { type Client, client } from '../client.ts'
import { look } from '../look.ts'
import { linkClient, staffClient } from '../sign-in.ts'
import type { TestApp } from '../start-app.ts'
import type { Fixture } from './expectation.ts'
import type { ActorName } from './groups.ts'

const test = system('test')

/** One call with everything, and another program that has nothing to do with it. */
export async function makeFixture(
  app: TestApp,
): Promise<{ fixture: Fixture; otherProgram: Id; otherCall: Id }> {
  const made = await app.context.transaction(test, async (tx) => {
    const { call, program, series } = await aCall(tx)
    const { id: spare } = await aPublishedCall(tx, { series })
    const other = await aCall(tx, 'A call of another program')
    const facts = await tx.use(callsCommands).get(tx, test, { call })
    const person = await aPerson(tx, 'Holder of a link', 'holder@firm.example')
    const link = await aGrant(tx, call, person, ['observer'])
    const { registration } = await tx.use(registrationCommands).register(tx, test, {
      call,
      registrant: aRegistrant(1),
      locale: 'en',
    })
    const { user: colleague } = await tx.use(accessCommands).enrol(tx, test, {
      email: 'colleague@mission.example',
      name: 'Somebody Else',
      memberships: [{ role: 'viewer', program: null }],
    })
    return {
      fixture: {
        call,
        slug: facts.slug,
        program,
        series,
        spare,
        panelMember: facts.panel[0]?.id ?? '',
        agendaItem: facts.agenda[0]?.id ?? '',
        person,
        registration,
        colleague,
        link: link.url.split('/').at(-1) ?? '',
        nothing: '019d4e00-0000-7000-8000-0000000000ff',
      },
      otherProgram: other.program,
      otherCall: other.call,
    }
  })
  const idIn = async (table: string, column = 'id') =>
    (await look<{ id: string }>(app, sql`select ${sql.raw(column)} as id from ${sql.raw(table)} limit 1`))[0]
      ?.id ?? ''
  return {
    ...made,
    fixture: {
      ...made.fixture,
      organization: await idIn('people_organizations'),
      mail: await idIn('mail_mails'),
      registrant: await idIn('registration_registrations', 'person'),
    },
  }
}

/** A client for every kind of actor, each with a session that was opened through the public door. */
export async function makeActors(
  app: TestApp,
  { fixture, otherProgram, otherCall }: Awaited<ReturnType<typeof makeFixture>>,
): Promise<ReadonlyMap<ActorName, Client>> {
  const actors = new Map<ActorName, Client>([['anonymous', client(app)]])
  for (const role of STAFF_ROLES) {
    actors.set(role, await staffClient(app, role))
    actors.set(`own:${role}`, await staffClient(app, role, fixture.program))
    actors.set(`other:${role}`, await staffClient(app, role, otherProgram))
  }
  actors.set('signed-in', await owing(app))
  const held = (call: Id, roles: readonly CallRole[], name: string) =>
    app.context.transaction(test, (tx) => grantTo(tx, call, roles, name))
  for (const role of CALL_ROLES) {
    actors.set(`here:${role}`, await linkClient(app, await held(fixture.call, [role], `here ${role}`)))
  }
  actors.set('here:none', await linkClient(app, await held(fixture.call, [], 'here none')))
  for (const role of ['host', 'moderator', 'attendee'] as const) {
    actors.set(`there:${role}`, await linkClient(app, await held(otherCall, [role], `there ${role}`)))
  }
  actors.set('revoked', await revoked(app, fixture.call))
  return actors
}

async function grantTo(tx: Tx, call: Id, roles: readonly CallRole[], name: string): Promise<string> {
  const person = await aPerson(tx, name, `${name.replaceAll(' ', '.')}@firm.example`)
  return (await aGrant(tx, call, person, roles)).url
}

/** Somebody with a session and no role: what staff are while the second factor is owed. */
async function owing(app: TestApp): Promise<Client> {
  const who = { name: 'Owes a factor', email: 'owes@mission.example' }
  const session = await staffClient(app, 'administrator', null, who)
  await look(app, sql`delete from access_memberships where user_id = ${session.user}`)
  return session
}

/** Somebody whose link was revoked while her browser was open. */
async function revoked(app: TestApp, call: Id): Promise<Client> {
  const { person, url } = await app.context.transaction(test, async (tx) => {
    const id = await aPerson(tx, 'Revoked moderator', 'revoked@firm.example')
    return { person: id, url: (await aGrant(tx, call, id, ['moderator'])).url }
  })
  const session = await linkClient(app, url)
  await app.context.transaction(test, (tx) => tx.use(accessCommands).revoke(tx, test, { call, person }))
  return session
}
