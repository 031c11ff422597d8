import type { AnyContractProcedure } from '@orpc/contract'
import type { Page } from '../../kernel/module.ts'
import type { Answer, Client } from '../client.ts'

export type Verdict = 'let in' | 'refused' | 'not there' | `broken: ${string}`

type Input = Readonly<Record<string, unknown>>

/** Fills `{call}` or `:call` from the input; what is left goes into query or body. */
function split(path: string, input: Input): { path: string; rest: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...input }
  const filled = path.replace(/\{(\w+)\}|:(\w+)/g, (_match, a: string | undefined, b: string | undefined) => {
    const name = a ?? b ?? ''
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  return { path: filled, rest }
}

const withQuery = (path: string, rest: Record<string, unknown>): string => {
  const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]))
  return query.size > 0 ? `${path}?${query}` : path
}

/** Asks a route of the API as its contract says. */
export async function askRoute(at: Client, contract: AnyContractProcedure, input: Input): Promise<Verdict> {
  const { method = 'POST', path = '/' } = contract['~orpc'].route
  const { path: filled, rest } = split(path, input)
  const url = `/api${filled}`
  const answer = await send(at, method, url, rest)
  return verdictOf(answer.status, JSON.stringify(answer.body))
}

function send(at: Client, method: string, url: string, rest: Record<string, unknown>): Promise<Answer> {
  switch (method) {
    case 'GET':
      return at.get(withQuery(url, rest))
    case 'DELETE':
      return at.delete(withQuery(url, rest))
    case 'PUT':
      return at.put(url, rest)
    case 'PATCH':
      return at.patch(url, rest)
    default:
      return at.post(url, Object.keys(rest).length > 0 ? rest : undefined)
  }
}

/** Asks a page as a browser does: an anonymous visitor is sent to sign in instead of being refused. */
export async function askPage(at: Client, page: Page, input: Input): Promise<Verdict> {
  const own = page.path.startsWith('/g/:grant') && at.grant ? { ...input, grant: at.grant } : input
  const { path, rest } = split(page.path, own)
  const form = rest as Record<string, string>
  const answer =
    page.method === 'GET' ? await at.get<string>(withQuery(path, rest)) : await at.form(path, form)
  if (answer.headers.get('location')?.startsWith('/sign-in?to=')) return 'refused'
  // A form that lacks answers was read, so whoever posted it was let in.
  return answer.status === 422 ? 'let in' : verdictOf(answer.status, String(answer.body).slice(0, 300))
}

function verdictOf(status: number, said: string): Verdict {
  if (status === 401 || status === 403) return 'refused'
  if (status === 404) return 'not there'
  if (status < 400 || status === 409 || status === 410 || status === 429) return 'let in'
  return `broken: ${status} ${said.slice(0, 300)}`
}
