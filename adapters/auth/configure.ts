import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { magicLink } from 'better-auth/plugins/magic-link'
import type pg from 'pg'
import type { Limiter } from '../../kernel/limiter.ts'
import { type AppContext, CLIENT_ADDRESS } from '../../kernel/ports.ts'
import { factorHooks, requireUserVerification, sessionHook } from './factors.ts'
import { accountModel, passkeyFields, sessionModel, userModel, verificationModel } from './models.ts'

export interface StaffAuthOptions {
  readonly databaseUrl: string
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
}

const DAYS_30 = 30 * 24 * 3600

export type Auth = ReturnType<typeof configure>

/** The library with our tables, limits, cookies and ways to sign in. */
export function configure(app: AppContext, options: StaffAuthOptions, pool: pg.Pool, limiter: Limiter) {
  const { publicUrl } = app
  const secure = publicUrl.startsWith('https:')
  const { hostname, port, protocol } = new URL(publicUrl)
  const names = app.loopback ? [hostname, 'localhost', '127.0.0.1'] : [hostname]
  const origins = [...new Set(names)].map((name) => `${protocol}//${name}${port ? `:${port}` : ''}`)
  return betterAuth({
    appName: 'Direct Line',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: app.signer.sign('better-auth'),
    database: pool,
    trustedOrigins: origins,
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      // The library's own words may hold addresses: only that it complained is kept.
      log: (level) => app.log.warn({ level }, 'sign-in library'),
    },
    // Without this it writes what failed to the console by itself.
    onAPIError: {
      onError: (error) =>
        app.log.warn({ status: isAPIError(error) ? error.status : 'failed' }, 'sign-in library'),
    },
    user: userModel,
    session: {
      ...sessionModel,
      expiresIn: DAYS_30,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: accountModel,
    verification: verificationModel,
    databaseHooks: { session: { create: { before: sessionHook(app) } } },
    hooks: factorHooks(app),
    rateLimit: {
      enabled: true,
      window: 60,
      max: 30,
      customStorage: {
        async consume(key, rule) {
          const retryAfter = limiter.attempt(
            `auth:${key}`,
            { max: rule.max, seconds: rule.window },
            app.clock.now(),
          )
          return { allowed: retryAfter === null, retryAfter }
        },
      },
    },
    advanced: {
      cookiePrefix: 'dl',
      useSecureCookies: false,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      // __Host-: the browser itself refuses such a cookie from another host or without HTTPS.
      cookies: secure ? { session_token: { name: '__Host-dl.session_token' } } : {},
      database: { generateId: () => app.ids() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
    },
    plugins: [
      magicLink({ disableSignUp: true, storeToken: 'hashed', sendMagicLink: () => undefined }),
      passkey({
        rpName: 'Direct Line',
        // A browser knows no passkey for a bare IP address: on loopback the server is asked for as localhost.
        rpID: app.loopback ? 'localhost' : hostname,
        origin: origins,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        schema: { passkey: { modelName: 'access_passkeys', fields: passkeyFields } },
        registration: {
          afterVerification: async ({ verification }) => requireUserVerification(verification),
        },
        authentication: {
          afterVerification: async ({ verification }) => requireUserVerification(verification),
        },
      }),
      ...(options.oidc
        ? [
            genericOAuth({
              config: [
                {
                  providerId: 'oidc',
                  discoveryUrl: `${options.oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
                  clientId: options.oidc.clientId,
                  clientSecret: options.oidc.clientSecret,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  requireIdTokenVerification: true,
                  // Services of organisations often say nothing of verified addresses: only one that denies it is not believed.
                  mapProfileToUser: (profile) => ({ emailVerified: profile['email_verified'] !== false }),
                  disableSignUp: true,
                },
              ],
            }),
          ]
        : []),
    ],
  })
}
