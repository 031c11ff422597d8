import { type CallRole, system } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { callsCommands } from '../calls/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import { accessCommands } from './contract.ts'

const test = system('test')
const said = (en: string) => ({ en, ur: null })

/** A published call three weeks after the tests' now, in a program of its own. */
export async function aCall(tx: Tx, name = 'Cloud regions in Pakistan'): Promise<{ call: Id; program: Id }> {
  const calls = tx.use(callsCommands)
  const program = await calls.createProgram(tx, test, {
    name: said(`Program of ${name}`),
    purpose: said('Firms meet officials.'),
  })
  const series = await calls.createSeries(tx, test, {
    program,
    name: said(`Series of ${name}`),
    description: said('Every quarter.'),
    country: 'PK',
  })
  const { id } = await calls.createCall(tx, test, {
    series,
    topic: said(name),
    description: said('What firms need to know.'),
    openTo: said('American firms'),
    startsAt: Temporal.Instant.from('2026-04-23T12:00:00Z'),
    minutes: 60,
    zone: 'Asia/Karachi',
    hostPlace: said('Islamabad'),
    rsvpDeadline: Temporal.Instant.from('2026-04-21T12:00:00Z'),
    capacity: 64,
    sectors: ['cloud-computing'],
    countries: ['PK'],
    languages: ['en'],
    groundRules: 'on the record',
    panel: [
      { role: 'host', name: said('Ada Host'), title: said('Chargé'), organization: said('U.S. Mission') },
      {
        role: 'panelist',
        name: said('Omar Panel'),
        title: said('Secretary'),
        organization: said('Ministry'),
      },
    ],
    agenda: [{ title: said('Welcome'), minutes: 60, speaker: 0 }],
  })
  await calls.setState(tx, test, { call: id, to: 'published' })
  return { call: id, program }
}

/** Somebody with a file of her own, nobody's colleague. */
export async function aPerson(tx: Tx, name: string, email: string): Promise<Id> {
  const { person } = await tx.use(peopleCommands).upsertOfficial(tx, test, {
    name,
    title: null,
    email,
    organization: null,
    country: 'US',
    locale: 'en',
  })
  return person
}

/** Gives somebody roles on a call; answers the link of her mail. */
export const aGrant = (tx: Tx, call: Id, person: Id, roles: readonly CallRole[]) =>
  tx.use(accessCommands).grant(tx, test, { call, person, organization: null, roles })
