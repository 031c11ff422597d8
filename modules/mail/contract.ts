import type { Actor } from '../../kernel/actor.ts'
import { commandSet } from '../../kernel/commands.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'

/** Whom a mail is for; the address and the language are looked up at the moment of sending. */
export type Recipient = { readonly person: Id } | { readonly user: Id }

export interface MailCommands {
  /**
   * Writes a row in `mails` and enqueues its sending. With the same `key` nothing is written a second time:
   * a mail is never sent twice for one cause.
   */
  send(
    tx: Tx,
    actor: Actor,
    input: {
      /** `registration.approved`: a template of that slice's module. */
      template: string
      to: Recipient
      about: Readonly<Record<string, Id>>
      /** The cause, e.g. `registration.approved:<id>:<generation>`. */
      key: string
      sendAt?: Temporal.Instant
    },
  ): Promise<void>
}

export const mailCommands = commandSet<MailCommands>('mail')
