import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Id, Ids, Signer } from './ids.ts'
import type { Locale } from './locale.ts'
import type { MailAttachment, MailTemplate } from './mail.ts'
import type { Media } from './media.ts'
import type { Tx } from './tx.ts'

/** What is written to the log: ids and facts, no names, no addresses. */
export interface Log {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
  child(facts: object): Log
}

export interface Mail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** RFC 5322 Message-ID without angle brackets, the same at every retry. */
  readonly messageId: string
  readonly headers?: Readonly<Record<string, string>>
  readonly attachments?: readonly MailAttachment[]
}

/** Hands a mail to a server. Throws `MailRefused` if it was not accepted; its kind says whether and what to try again. */
export interface MailTransport {
  /** False when no SMTP server is set: mail is then only read at /outbox. */
  readonly sends: boolean
  /** Resolves when the next mail may go, where the server takes only so many a minute. */
  turn(): Promise<void>
  /** `beforeEnd` is awaited when all but the end of the message was sent: if it throws, the server does not take the mail. */
  send(mail: Mail, beforeEnd: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

export interface StaffSession {
  readonly session: Id
  readonly user: Id
  /** Whether nothing more has to be shown: a passkey or a one-time code was, or the server is on loopback and needs none. */
  readonly complete: boolean
}

/** Header in which the edge tells the sign-in library the client's address, for limits only. */
export const CLIENT_ADDRESS = 'dl-client-address'

/** Sign-in of staff: e-mail link, passkey, OIDC. It keeps sessions; who may do what is the access slice's. */
export interface StaffAuth {
  /** Answers everything under /api/auth. */
  handle(request: Request): Promise<Response>
  session(headers: Headers): Promise<StaffSession | null>
  close(): Promise<void>
}

export interface Counter {
  inc(labels?: Readonly<Record<string, string>>, by?: number): void
}
export interface Gauge {
  set(value: number): void
}
export interface Histogram {
  observe(value: number, labels?: Readonly<Record<string, string>>): void
}
/** Prometheus metrics; `labels` are a closed set of short words, never ids. */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): Counter
  gauge(name: string, help: string): Gauge
  /** A figure somebody else keeps, read when it is asked for: what is counted too often to be told each time. */
  watch(kind: 'counter' | 'gauge', name: string, help: string, read: () => number): void
  histogram(name: string, help: string, buckets: readonly number[], labels?: readonly string[]): Histogram
}

/** What a running module is given. */
export interface AppContext {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly metrics: Metrics
  readonly mail: MailTransport
  readonly mailFrom: string
  readonly media: Media
  /** `<slice>.<name>` → template, from all modules. */
  readonly mailTemplates: ReadonlyMap<string, MailTemplate>
  /** Says `slice:key` in a language. */
  readonly translator: (locale: Locale) => (key: string, params?: Readonly<Record<string, unknown>>) => string
  readonly signer: Signer
  readonly publicUrl: string
  /** Whether the server is only reached from this machine. */
  readonly loopback: boolean
  transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}
