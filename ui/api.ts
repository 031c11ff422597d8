import { createORPCClient } from '@orpc/client'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'

/** RFC 9457, as the server sends it; `reason` is a key under `errors` of the slice it begins with. */
export type Problem = {
  type: string
  title: string
  status: number
  /** The sentence in the language of the request. */
  detail: string
  reason: string
  params?: Readonly<Record<string, string | number>>
  errors?: readonly { path: string; reason: string; detail: string }[]
  requestId?: string
}

/** What a call of the API throws: the problem in the reader's language, or `network` when nothing came back. */
export class ApiError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ApiError'
    this.problem = problem
  }
  get reason(): string {
    return this.problem.reason
  }
  get status(): number {
    return this.problem.status
  }
  /** The sentence for one field, if it is at fault. */
  field(path: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === path)?.detail
  }
}

/** `/g/<grant>/…` in the address: API calls and the socket speak as this grant. */
export function grantOf(pathname: string): string | null {
  return /^\/g\/([^/]+)/.exec(pathname)?.[1] ?? null
}

const NETWORK: Problem = {
  type: '/problems/network',
  title: '',
  status: 0,
  detail: '',
  reason: 'web.network',
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return { ...NETWORK, status: response.status, reason: 'web.unreadable' }
  }
}

async function send(request: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const response = await fetch(request, { ...init, credentials: 'same-origin' }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(NETWORK)
  })
  if (!response.ok) throw new ApiError(await problemOf(response))
  return response
}

function headers(): Record<string, string> {
  const grant = grantOf(location.pathname)
  return { 'accept-language': document.documentElement.lang, ...(grant ? { 'dl-grant': grant } : {}) }
}

/** What may go with a call of the API: a key that makes it safe to send it twice. */
export type CallContext = { idempotencyKey?: string | undefined }

/** A typed client for one slice's contract: `await calls.publish({ call })`. Throws `ApiError`. */
export function apiClient<C extends AnyContractRouter>(contract: C): ContractRouterClient<C, CallContext> {
  const link = new OpenAPILink<CallContext>(contract, {
    url: () => `${location.origin}/api`,
    headers: ({ context }) => ({
      ...headers(),
      ...(context.idempotencyKey ? { 'idempotency-key': context.idempotencyKey } : {}),
    }),
    fetch: (request, init) => send(request, init as RequestInit),
  })
  return createORPCClient(link)
}

/** The same with TanStack Query: `useQuery(calls.list.queryOptions({ input }))`. */
export function apiQueries<C extends AnyContractRouter>(contract: C) {
  return createTanstackQueryUtils(apiClient(contract))
}
