import type { Id } from './ids.ts'
import type { Locale } from './module.ts'
import type { MailAttachment } from './ports.ts'
import type { Tx } from './tx.ts'

/** A mail's body as parts in order; the mail slice renders them to text and to HTML, so no template writes HTML. */
export type MailBlock =
  | { readonly p: string }
  | { readonly quote: string }
  | { readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly button: { readonly label: string; readonly url: string } }
  | { readonly small: string }

export interface MailContent {
  readonly subject: string
  readonly blocks: readonly MailBlock[]
  readonly attachments?: readonly MailAttachment[]
}

/** What a template is told: ids; it reads what it says at the moment of sending. */
export interface MailRequest {
  readonly about: Readonly<Record<string, Id>>
  readonly locale: Locale
  readonly recipient: { readonly name: string; readonly zone: string | null }
  readonly t: (key: string, params?: Readonly<Record<string, unknown>>) => string
}

/** Writes one kind of mail; null when by now there is nothing left to say (cancelled, erased). */
export type MailTemplate = (tx: Tx, request: MailRequest) => Promise<MailContent | null>
