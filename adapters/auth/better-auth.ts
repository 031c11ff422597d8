import pg from 'pg'
import { createLimiter } from '../../kernel/limiter.ts'
import type { AppContext, StaffAuth } from '../../kernel/ports.ts'
import { configure, type StaffAuthOptions } from './configure.ts'
import { confirmLink, startOidc } from './endpoints.ts'

/** Everything of the library that is reachable from outside; all its other addresses answer 404. */
const REACHABLE = [
  ['GET', '/passkey/generate-register-options'],
  ['POST', '/passkey/verify-registration'],
  ['GET', '/passkey/generate-authenticate-options'],
  ['POST', '/passkey/verify-authentication'],
  ['GET', '/callback/oidc'],
  ['GET', '/oauth2/callback/oidc'],
] as const

/**
 * Sign-in of staff by better-auth: it keeps sessions, one-time links, passkeys and the organisation's own sign-in service.
 * Its tables are those of the access slice; how long a session serves and who may do what is decided there.
 */
export function staffAuth(options: StaffAuthOptions): (app: AppContext) => Promise<StaffAuth> {
  return async (app) => {
    const pool = new pg.Pool({
      connectionString: options.databaseUrl,
      max: 4,
      application_name: 'direct-line-sign-in',
    })
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    const limiter = createLimiter()
    const auth = configure(app, options, pool, limiter)
    return {
      async handle(request) {
        const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '')
        if (request.method === 'POST' && path === '/confirm') return confirmLink(auth, app, limiter, request)
        if (request.method === 'GET' && path === '/oidc' && options.oidc) return startOidc(auth, request)
        const known = REACHABLE.some(([method, open]) => method === request.method && open === path)
        return known ? auth.handler(request) : new Response(null, { status: 404 })
      },
      async session(headers) {
        const found = await auth.api.getSession({
          headers,
          query: { disableRefresh: true, disableCookieCache: true },
        })
        if (!found) return null
        const complete = app.loopback || found.session.secondFactor === true
        return { session: found.session.id, user: found.user.id, complete }
      },
      close: () => pool.end(),
    }
  }
}
