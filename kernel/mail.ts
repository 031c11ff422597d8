import type { Actor } from './actor.ts'
import { commandSet } from './commands.ts'
import type { Id } from './ids.ts'
import type { Locale } from './locale.ts'
import type { Tx } from './tx.ts'

/** A mail's body as parts in order; the mail slice renders them to text and to HTML, so no template writes HTML. */
export type MailBlock =
  | { readonly p: string }
  | { readonly quote: string }
  | { readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly button: { readonly label: string; readonly url: string } }
  | { readonly small: string }

export interface MailAttachment {
  readonly filename: string
  readonly contentType: string
  readonly content: string
  /** An iCalendar method makes the attachment an alternative that mail programs offer to accept. */
  readonly icalMethod?: 'REQUEST' | 'PUBLISH' | 'CANCEL'
}

export interface MailContent {
  readonly subject: string
  readonly blocks: readonly MailBlock[]
  readonly attachments?: readonly MailAttachment[]
  /** Headers of this mail alone, such as `List-Unsubscribe`; one line each. */
  readonly headers?: Readonly<Record<string, string>>
  /** The language it is written in, where that is not the reader's own. */
  readonly locale?: Locale
}

/** What a template is told: ids; it reads what it says at the moment of sending. */
export interface MailRequest {
  readonly about: Readonly<Record<string, Id>>
  readonly locale: Locale
  readonly recipient: { readonly name: string; readonly zone: string | null }
  /** Who sends: `Direct Line <direct-line@mission.example>`. */
  readonly from: string
  readonly t: (key: string, params?: Readonly<Record<string, unknown>>) => string
}

/** Writes one kind of mail; null when by now there is nothing left to say (cancelled, erased). */
export type MailTemplate = (tx: Tx, request: MailRequest) => Promise<MailContent | null>

/** What the server offers to whoever sends or shows mail: one mail worded from its template, at this moment. */
export interface MailDesk {
  /** Null when by now there is nothing left to say, or when no slice has this template any more. */
  compose(
    tx: Tx,
    actor: Actor,
    input: {
      /** `<slice>.<name>` */
      readonly template: string
      readonly about: Readonly<Record<string, Id>>
      readonly locale: Locale
      readonly recipient: MailRequest['recipient']
    },
  ): Promise<MailContent | null>
  /** Says `slice:key` in a language. */
  words(tx: Tx, actor: Actor, input: { readonly locale: Locale }): Promise<MailRequest['t']>
  /** Who sends: `Direct Line <direct-line@mission.example>`. */
  sender(tx: Tx, actor: Actor, input: Record<string, never>): Promise<string>
  /** Whether a mail server is set: without one mail is written and only read in the outbox. */
  sends(tx: Tx, actor: Actor, input: Record<string, never>): Promise<boolean>
}

export const mailDesk = commandSet<MailDesk>('mail desk')
