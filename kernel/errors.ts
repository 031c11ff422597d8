/** The closed set of ways a request can fail. The edge alone maps them to HTTP statuses and socket refusals. */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'
  | 'internal'

export type Params = Readonly<Record<string, string | number>>

/** What is wrong with one field of the input; `path` is dotted (`panel.0.name`), `reason` an i18n key under `errors`. */
export interface FieldError {
  readonly path: string
  readonly reason: string
  readonly params?: Params
}

/**
 * A failure that the person who caused it can understand.
 * `reason` is `<slice>.<key>`: the sentence is in that slice's locale under `errors.<key>`, so it can be said in any language.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly reason: string
  readonly params: Params
  readonly fields: readonly FieldError[]

  constructor(
    code: ErrorCode,
    reason: string,
    options: { params?: Params; fields?: readonly FieldError[] } = {},
  ) {
    super(reason)
    this.name = 'AppError'
    this.code = code
    this.reason = reason
    this.params = options.params ?? {}
    this.fields = options.fields ?? []
  }
}

/**
 * What a refusal is about. `outage`: the server takes nothing from us now (no connection, no greeting, login refused, 421, the sender
 * refused), so it is no fault of the mail. `temporary`: this mail, for now. `address`: nobody has this address. `permanent`: this mail,
 * for good. `unsure`: the connection broke after the end of the message was sent, so the server may have taken it.
 */
export type RefusalKind = 'outage' | 'temporary' | 'address' | 'permanent' | 'unsure'

/** A mail server did not take a mail. The message holds no address: it is written to logs and queues. */
export class MailRefused extends Error {
  /** What happened, in a word and the server's numbers: `EENVELOPE 550 5.1.1`. */
  readonly reason: string
  readonly kind: RefusalKind

  constructor(reason: string, kind: RefusalKind) {
    super(`mail not accepted: ${reason}`)
    this.name = 'MailRefused'
    this.reason = reason
    this.kind = kind
  }
}
