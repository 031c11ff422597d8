import type { Actor } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Recipient } from '../contract.ts'
import { lockMailByKey } from '../reads.ts'
import { STAFF_PRIORITY } from '../rules/outbox.ts'
import { insertMail, moveMail } from '../store.ts'

/** See `MailCommands.send`. */
export async function send(
  tx: Tx,
  _actor: Actor,
  input: {
    template: string
    to: Recipient
    about: Readonly<Record<string, Id>>
    key: string
    sendAt?: Temporal.Instant
  },
): Promise<void> {
  const mail = await insertMail(tx, { ...input, sendAt: input.sendAt ?? tx.now })
  if (mail === null) return
  await enqueue(tx, mail, { sendAt: input.sendAt, staff: 'user' in input.to })
}

export const enqueue = (
  tx: Tx,
  mail: Id,
  how: { sendAt?: Temporal.Instant | undefined; staff?: boolean } = {},
): Promise<void> =>
  tx.enqueue(
    'mail.deliver',
    { mail },
    {
      ...(how.sendAt ? { startAfter: how.sendAt } : {}),
      ...(how.staff ? { priority: STAFF_PRIORITY } : {}),
    },
  )

/** See `MailCommands.cancel`. */
export async function cancel(tx: Tx, _actor: Actor, input: { key: string }): Promise<boolean> {
  const mail = await lockMailByKey(tx, input.key)
  if (!mail || mail.state === 'cancelled') return true
  if (mail.state !== 'queued' || mail.attempts > 0) return false
  await moveMail(tx, mail.id, 'cancelled')
  return true
}
