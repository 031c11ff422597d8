import type {
  AnyContractProcedure,
  AnySchema,
  ContractProcedure,
  ErrorMap,
  InferSchemaInput,
  InferSchemaOutput,
  Meta,
} from '@orpc/contract'
import type { Access } from './access.ts'
import type { Actor } from './actor.ts'
import type { CommandSet, Offer } from './commands.ts'
import type { Locale } from './locale.ts'
import type { MailTemplate } from './mail.ts'
import type { AppContext } from './ports.ts'
import type { StoredEvent, Tx } from './tx.ts'

/** The routes of a slice: a flat record of oRPC procedures. */
export type Contract = Readonly<Record<string, AnyContractProcedure>>

/** What the edge knows of a request beyond its input. */
export interface RequestInfo {
  readonly requestId: string
  readonly locale: Locale
  /** The caller's network address, for limits only; never logged or stored. */
  readonly address: string
}

/** A handler receives the parsed input (defaults filled in) and returns what the output schema accepts. */
export type Routes<C extends Contract> = {
  readonly [K in keyof C]: (
    tx: Tx,
    actor: Actor,
    input: ParsedInput<C[K]>,
    request: RequestInfo,
  ) => Promise<HandlerOutput<C[K]> | AfterCommit<HandlerOutput<C[K]>>>
}
/**
 * The rest of a handler's work, done when its transaction is committed and given back: for what waits for another
 * writer (the room commits in batches) and would hold a connection meanwhile.
 */
export interface AfterCommit<T> {
  readonly afterCommit: () => Promise<T>
}
export const isAfterCommit = (result: unknown): result is AfterCommit<unknown> =>
  typeof result === 'object' &&
  result !== null &&
  'afterCommit' in result &&
  typeof result.afterCommit === 'function'
type ParsedInput<P> =
  P extends ContractProcedure<infer I, AnySchema, ErrorMap, Meta> ? InferSchemaOutput<I> : never
type HandlerOutput<P> =
  P extends ContractProcedure<AnySchema, infer O, ErrorMap, Meta> ? InferSchemaInput<O> : never

export interface PageRequest extends RequestInfo {
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Fields of a posted form; a field that came several times is a list. */
  readonly form: Readonly<Record<string, string | readonly string[]>>
  readonly headers: Headers
}

/** What a page answers: a view to be rendered to HTML, a redirect, or a file. */
export type PageResult =
  | {
      readonly view: string
      readonly props: object
      readonly status?: number
      readonly cookies?: readonly Cookie[]
    }
  | { readonly redirect: string; readonly cookies?: readonly Cookie[] }
  | {
      readonly body: string | Uint8Array
      readonly contentType: string
      readonly filename?: string
      readonly status?: number
    }
  /** The single-page application's shell. */
  | { readonly app: true }

/** A cookie of ours; the edge adds `__Host-`, Secure, HttpOnly, SameSite=Lax and Path=/. `value: null` removes it. */
export interface Cookie {
  readonly name: string
  readonly value: string | null
  readonly maxAgeSeconds?: number
}

export interface Page {
  readonly method: 'GET' | 'POST'
  /** Fastify path, `/calls/:slug`. */
  readonly path: string
  readonly access: Access
  readonly handle: (tx: Tx, actor: Actor, request: PageRequest) => Promise<PageResult>
}

export interface Job {
  /** Cron expression in UTC; absent for jobs that are only enqueued. */
  readonly schedule?: string
  /** Runs outside a transaction, so that it may wait for the outside world; opens its own. Throwing makes the queue retry. */
  readonly run: (app: AppContext, data: Readonly<Record<string, unknown>>) => Promise<void>
  readonly retryLimit?: number
  /** How many run beside each other; one after another unless it says so. */
  readonly together?: number
  /** Whether one whose process died is started again within two minutes and not after a quarter of an hour: then it may run twice at once. */
  readonly watched?: boolean
}

/** Reacts to an event in a transaction of its own, once per (stream, seq). */
export type Subscriber = (tx: Tx, event: StoredEvent) => Promise<void>

/** One open socket as a module sees it. */
export interface SocketConnection {
  /** The same text sent to many sockets one after the other is encoded once; `before` goes ahead of it, in the same packet. */
  send(frame: string, before?: string | null): void
  close(code: number, reason: string): void
  /** Bytes waiting in this socket's send buffer. */
  buffered(): number
  onMessage(handler: (text: string) => void): void
  onClose(handler: () => void): void
}

export interface SocketEndpoint {
  /** `/api/room`; the query is handed over as it came. */
  readonly path: string
  readonly access: Access
  /** Called after the Origin was checked and the actor resolved. Throwing an AppError closes the socket with its reason. */
  readonly connect: (
    connection: SocketConnection,
    actor: Actor,
    query: Readonly<Record<string, string>>,
    request: RequestInfo,
  ) => Promise<void>
}

export interface RunningModule {
  readonly sockets?: readonly SocketEndpoint[]
  readonly stop?: () => Promise<void>
}

export interface ModuleDefinition<C extends Contract = Contract> {
  readonly name: string
  readonly contract: C
  /** Who may call each route: a route without a row does not compile. */
  readonly access: { readonly [K in keyof C]: Access }
  readonly routes: Routes<C>
  readonly pages?: Readonly<Record<string, Page>>
  readonly on?: Readonly<Record<string, Subscriber>>
  readonly jobs?: Readonly<Record<string, Job>>
  /** Kinds of mail this slice sends, `<slice>.<name>` to the mail slice. */
  readonly mails?: Readonly<Record<string, MailTemplate>>
  readonly offers?: Offer
  readonly uses?: readonly CommandSet<object>[]
  /** Starts what lives as long as the process (the room); it may not be called in tests of other slices. */
  readonly start?: (app: AppContext) => Promise<RunningModule>
}

export interface AnyModule extends Omit<ModuleDefinition, 'routes' | 'access'> {
  readonly access: Readonly<Record<string, Access>>
  readonly routes: Readonly<
    Record<string, (tx: Tx, actor: Actor, input: never, request: RequestInfo) => Promise<unknown>>
  >
}

/** Declares a slice. The compiler checks that every route has a handler of the right shape and a row in the access table. */
export const defineModule = <C extends Contract>(definition: ModuleDefinition<C>): AnyModule =>
  definition as unknown as AnyModule
