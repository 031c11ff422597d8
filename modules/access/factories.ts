import { type CallRole, system } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { aPublishedCall } from '../calls/factories.ts'
import { peopleCommands } from '../people/contract.ts'
import { accessCommands } from './contract.ts'

const test = system('test')
const said = (en: string) => ({ en, ur: null })

/** A published call three weeks after the tests' now, in a program of its own. */
export async function aCall(
  tx: Tx,
  topic = 'Cloud regions in Pakistan',
): Promise<{ call: Id; program: Id; series: Id }> {
  const { id, program, series } = await aPublishedCall(tx, { topic: said(topic) })
  return { call: id, program: program.id, series: series.id }
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
