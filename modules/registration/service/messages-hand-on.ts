import { system } from '../../../kernel/actor.ts'
import { BATCH, inBatches } from '../../../kernel/batches.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import { messageById, messageKey, unfinishedMessages } from '../reads/messages.ts'
import { markHanded, takeWaiting } from '../store/messages.ts'

const me = system('registration')

/**
 * Hands a message to the mail slice, batch by batch, each batch whole or not at all. Whatever kills it in the middle, the rest
 * is taken up where it stopped, and nobody's mail is written twice: its key is the message and the person.
 */
export const handOn = (app: AppContext, message: Id): Promise<void> =>
  inBatches(app, me, (tx) => handOnBatch(tx, message))

/** @returns the last person it was handed on for; null when nobody waits any more */
async function handOnBatch(tx: Tx, id: Id): Promise<Id | null> {
  const message = await messageById(tx, id)
  if (!message) return null
  const waiting = await takeWaiting(tx, id, BATCH)
  for (const { person, registration } of waiting) {
    await tx.use(mailCommands).send(tx, me, {
      template: 'registration.message',
      to: { person },
      about: { message: id, call: message.call, registration },
      key: messageKey(id, person),
    })
  }
  await markHanded(
    tx,
    id,
    waiting.map(({ person }) => person),
  )
  return waiting.at(-1)?.person ?? null
}

/** Takes up what a server left unfinished when it was ended. */
export async function handOnUnfinished(app: AppContext): Promise<void> {
  for (const message of await app.transaction(me, unfinishedMessages)) await handOn(app, message)
}
