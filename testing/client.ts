import type { TestApp } from './start-app.ts'

export interface Answer<T = unknown> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

/** A browser or a program with a session: what it sends goes through the public door. */
export interface Client {
  readonly cookie: string
  readonly grant: string | null
  get<T = never>(path: string): Promise<Answer<T>>
  post<T = never>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  patch<T = never>(path: string, body: unknown): Promise<Answer<T>>
  put<T = never>(path: string, body: unknown): Promise<Answer<T>>
  delete<T = never>(path: string): Promise<Answer<T>>
  /** Posts an HTML form; redirects are not followed. */
  form(path: string, fields: Record<string, string | string[]>): Promise<Answer<string>>
}

/** A client with the given cookies; `grant` is set for people who came by a personal link. */
export function client(
  app: Pick<TestApp, 'url'>,
  options: { cookie?: string; grant?: string; origin?: string } = {},
): Client {
  const origin = options.origin ?? app.url
  const send = async <T>(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> => {
    const response = await fetch(`${app.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(method === 'GET' ? {} : { origin }),
        ...(options.cookie ? { cookie: options.cookie } : {}),
        ...(options.grant ? { 'dl-grant': options.grant } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      body: (json && text ? JSON.parse(text) : text) as T,
    }
  }
  const json = (body: unknown) => (body === undefined ? undefined : JSON.stringify(body))
  const type = { 'content-type': 'application/json' }
  return {
    cookie: options.cookie ?? '',
    grant: options.grant ?? null,
    get: (path) => send('GET', path),
    post: (path, body, headers = {}) =>
      send('POST', path, json(body), body === undefined ? headers : { ...type, ...headers }),
    patch: (path, body) => send('PATCH', path, json(body), type),
    put: (path, body) => send('PUT', path, json(body), type),
    delete: (path) => send('DELETE', path),
    form(path, fields) {
      const form = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const v of [value].flat()) form.append(name, v)
      return send('POST', path, form.toString(), { 'content-type': 'application/x-www-form-urlencoded' })
    },
  }
}
