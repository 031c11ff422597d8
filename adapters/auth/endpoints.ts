import { createHash } from 'node:crypto'
import type { Limiter } from '../../kernel/limiter.ts'
import { ownPath } from '../../kernel/own-path.ts'
import { type AppContext, CLIENT_ADDRESS } from '../../kernel/ports.ts'
import type { Auth } from './configure.ts'

const CONFIRMATIONS = { max: 10, seconds: 60 }

const seeOther = (path: string, cookies: readonly string[] = []): Response => {
  const headers = new Headers({ location: path, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/**
 * The button of the confirmation page (`POST /api/auth/confirm`, fields `token` and `to`): exchanges a sign-in link for a session.
 * The link works once; a program that only opens links (a mail scanner) never gets here.
 */
export async function confirmLink(
  auth: Auth,
  app: AppContext,
  limiter: Limiter,
  request: Request,
): Promise<Response> {
  const from = `confirm:${request.headers.get(CLIENT_ADDRESS) ?? ''}`
  if (limiter.wait(from, CONFIRMATIONS, app.clock.now()) !== null) return seeOther('/sign-in?problem=often')
  const { token, to } = (await request.json()) as { token?: unknown; to?: unknown }
  const response =
    typeof token === 'string' && (await isFresh(auth, app, token))
      ? await auth.api.magicLinkVerify({ query: { token }, headers: request.headers, asResponse: true })
      : null
  if (response?.status !== 200) {
    limiter.attempt(from, CONFIRMATIONS, app.clock.now())
    return seeOther('/sign-in?problem=link')
  }
  return seeOther(`/sign-in/next?to=${encodeURIComponent(ownPath(to))}`, response.headers.getSetCookie())
}

/** Whether a link is known and still serves by our clock; the library itself measures by the machine's. */
async function isFresh(auth: Auth, app: AppContext, token: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context
  const identifier = createHash('sha256').update(token).digest('base64url')
  const stored = await internalAdapter.findVerificationValue(identifier)
  if (!stored) return false
  const { until } = JSON.parse(stored.value) as { until?: string }
  return until !== undefined && Temporal.Instant.compare(app.clock.now(), Temporal.Instant.from(until)) < 0
}

/** Sends the browser to the organisation's own sign-in service (`GET /api/auth/oidc?to=/desk`). */
export async function startOidc(auth: Auth, request: Request): Promise<Response> {
  const to = ownPath(new URL(request.url).searchParams.get('to'))
  const response = await auth.api.signInSocial({
    body: {
      provider: 'oidc',
      callbackURL: `/sign-in/next?to=${encodeURIComponent(to)}`,
      errorCallbackURL: '/sign-in?problem=oidc',
    },
    headers: request.headers,
    asResponse: true,
  })
  const answer = response.ok ? ((await response.json()) as { url?: string }) : {}
  return answer.url
    ? seeOther(answer.url, response.headers.getSetCookie())
    : seeOther('/sign-in?problem=oidc')
}
