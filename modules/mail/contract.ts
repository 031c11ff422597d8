import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Actor } from '../../kernel/actor.ts'
import { commandSet } from '../../kernel/commands.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Locale } from '../../kernel/locale.ts'
import type { MailContent } from '../../kernel/mail.ts'
import { id, instantString, paged, pageQuery } from '../../kernel/schemas.ts'
import type { Tx } from '../../kernel/tx.ts'

/**
 * `queued` waits for its moment or for the next try; `unsure`: the connection broke between the end of the mail and the server's answer,
 * so it may have arrived, and is not sent again by itself; `unsent`: no mail server is set, it is only read in the outbox;
 * `withheld`: a mail server said that nobody has this address; `cancelled`: nothing was left to say, or nobody to say it to.
 */
export const MAIL_STATES = [
  'queued',
  'sending',
  'unsure',
  'sent',
  'failed',
  'withheld',
  'unsent',
  'cancelled',
] as const
export type MailState = (typeof MAIL_STATES)[number]

export const mailRow = z.strictObject({
  id,
  template: z.string(),
  state: z.enum(MAIL_STATES),
  /** Null once the name or address was removed. */
  to: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
  /** Null for mail to the staff. */
  person: id.nullable(),
  call: id.nullable(),
  /** Whether a mail server said that nobody has this person's address as it is now. */
  addressRefused: z.boolean(),
  attempts: z.int(),
  /** `EENVELOPE 550`: what the server said, without words that could name somebody. */
  lastError: z.string().nullable(),
  /** Whether it waits for the mail server to be back. */
  held: z.boolean(),
  /** When it is or was to be sent. */
  sendAt: instantString,
  /** When it reached its last state. */
  at: instantString,
})
export type MailRow = z.infer<typeof mailRow>

/** A part of a mail as it is read in the outbox; `url` is null while links are hidden. */
export const shownBlock = z.union([
  z.strictObject({ p: z.string() }),
  z.strictObject({ quote: z.string() }),
  z.strictObject({ facts: z.array(z.tuple([z.string(), z.string()])) }),
  z.strictObject({ button: z.strictObject({ label: z.string(), url: z.string().nullable() }) }),
  z.strictObject({ small: z.string() }),
])
export type ShownBlock = z.infer<typeof shownBlock>

const mailShown = z.strictObject({
  mail: mailRow,
  locale: z.enum(['en', 'ur']),
  /** Worded now, from what is true now; null when there is nothing left to say. */
  content: z
    .strictObject({
      subject: z.string(),
      blocks: z.array(shownBlock),
      attachments: z.array(z.string()),
    })
    .nullable(),
  linksShown: z.boolean(),
})
export type MailShown = z.infer<typeof mailShown>

const outboxQuery = z.strictObject({
  state: z.enum(MAIL_STATES).optional(),
  call: id.optional(),
  template: z.string().max(100).optional(),
  person: id.optional(),
  /** Words in the name or the address. */
  q: z.string().trim().max(200).optional(),
  ...pageQuery,
})
export type OutboxQuery = z.infer<typeof outboxQuery>

const localized = z.strictObject({ en: z.string(), ur: z.string().nullable() })
const outboxFilters = z.strictObject({
  templates: z.array(z.string()),
  calls: z.array(z.strictObject({ id, number: z.int(), topic: localized })),
})
export type OutboxFilters = z.infer<typeof outboxFilters>

/** How the queue stands. */
const queueShown = z.strictObject({
  /** Set while the mail server takes nothing from us; no mail is lost meanwhile and none loses a try. */
  paused: z
    .strictObject({
      since: instantString,
      /** `ECONNECTION`, `EAUTH 535`: what happened at the last try. */
      reason: z.string(),
      nextTry: instantString,
      /** How often it was tried since. */
      tries: z.int(),
    })
    .nullable(),
  waiting: z.int(),
  /** Whether a mail server is set; without one what is written now goes nowhere by itself. */
  sends: z.boolean(),
})
export type QueueShown = z.infer<typeof queueShown>

const oneMail = z.strictObject({ mail: id })

export const contract = {
  list: oc
    .route({ method: 'GET', path: '/outbox', summary: 'Mails, the newest first' })
    .input(outboxQuery)
    .output(
      paged(mailRow).extend({
        /** With everything that was asked for but the state. */
        counts: z.record(z.enum(MAIL_STATES), z.int()),
        /** How many mails the server took within the last minute, of everybody. */
        lastMinute: z.int(),
      }),
    ),
  filters: oc
    .route({ method: 'GET', path: '/outbox-filters', summary: 'Kinds of mail and calls to choose from' })
    .output(outboxFilters),
  queue: oc
    .route({ method: 'GET', path: '/mail-queue', summary: 'Whether mail goes, and how much waits' })
    .output(queueShown),
  tryNow: oc
    .route({
      method: 'POST',
      path: '/mail-queue/try',
      summary: 'Try now whether the mail server is back',
    })
    .output(queueShown),
  address: oc
    .route({
      method: 'GET',
      path: '/outbox/people/{person}/address',
      summary: 'Whether a mail server said that nobody has the address of this person',
    })
    .input(z.strictObject({ person: id }))
    .output(
      z.strictObject({
        refused: z.strictObject({ reason: z.string(), at: instantString }).nullable(),
      }),
    ),
  addressRight: oc
    .route({
      method: 'POST',
      path: '/outbox/people/{person}/right',
      summary: 'The address of this person is right: send what was withheld',
    })
    .input(z.strictObject({ person: id }))
    .output(z.strictObject({ again: z.int() })),
  read: oc
    .route({ method: 'GET', path: '/outbox/{mail}', summary: 'A mail, its links hidden' })
    .input(oneMail)
    .output(mailShown),
  reveal: oc
    .route({
      method: 'POST',
      path: '/outbox/{mail}/reveal',
      summary: 'A mail with its links; that it was read is kept',
    })
    .input(oneMail)
    .output(mailShown),
  retry: oc
    .route({
      method: 'POST',
      path: '/outbox/{mail}/retry',
      summary: 'Send a mail that failed or was not sent',
    })
    .input(oneMail)
    .output(mailRow),
}

/** A mail that was worded and goes nowhere: as it would be read. */
export interface MailProof {
  readonly subject: string
  readonly blocks: ShownBlock[]
  /** The plain part, with what stands under every mail. */
  readonly plain: string
}

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
  /** Takes a mail back. False when it is too late: it was sent, or is being sent, or can already be read. True also when there was none. */
  cancel(tx: Tx, actor: Actor, input: { key: string }): Promise<boolean>
  /** Takes back whichever of these mails were not touched yet. */
  cancelAll(tx: Tx, actor: Actor, input: { keys: readonly string[] }): Promise<void>
  /** How many of the mails with these keys left this machine, or may have. */
  left(tx: Tx, actor: Actor, input: { keys: readonly string[] }): Promise<number>
  /** Draws a mail as `send` would, for whoever wants to see it before; `locale` is the reader's. */
  proof(tx: Tx, actor: Actor, input: { content: MailContent; locale: Locale }): Promise<MailProof>
  /** How many mails of these templates were written for a person since then, whatever became of them. */
  countSince(
    tx: Tx,
    actor: Actor,
    input: { person: Id; templates: readonly string[]; since: Temporal.Instant },
  ): Promise<number>
}

export const mailCommands = commandSet<MailCommands>('mail')
