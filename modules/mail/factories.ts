import { system } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { peopleCommands } from '../people/contract.ts'
import { mailCommands } from './contract.ts'

const test = system('test')

/** People who can be written to, `firm-1@many.example` and so on. */
export async function manyPeople(tx: Tx, from: number, to: number): Promise<Id[]> {
  const made: Id[] = []
  for (let n = from; n <= to; n += 1) {
    const { person } = await tx.use(peopleCommands).contact(tx, test, {
      name: `Reader ${n}`,
      email: `reader-${n}@many.example`,
      locale: n % 4 === 0 ? 'ur' : 'en',
    })
    made.push(person)
  }
  return made
}

/** The same kind of mail to each of them, about the same thing. */
export async function mailTo(
  tx: Tx,
  people: readonly Id[],
  what: { template: string; about: Readonly<Record<string, Id>> },
): Promise<void> {
  for (const person of people) {
    await tx.use(mailCommands).send(tx, test, {
      ...what,
      to: { person },
      key: `test:${what.template}:${person}`,
    })
  }
}
