import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import type { AppContext } from '../../kernel/ports.ts'

const REGISTER = ['/passkey/generate-register-options', '/passkey/verify-registration']

interface Verification {
  readonly registrationInfo?: { readonly userVerified: boolean } | undefined
  readonly authenticationInfo?: { readonly userVerified: boolean } | undefined
}

/** A passkey counts as a second factor because its device asked for a finger, a face or a code: without that it is refused. */
export async function requireUserVerification(verification: Verification): Promise<void> {
  const shown = verification.registrationInfo ?? verification.authenticationInfo
  if (!shown?.userVerified) throw new APIError('FORBIDDEN', { code: 'USER_VERIFICATION_REQUIRED' })
}

/** Fills in what is ours of a new session: its times by our clock, and whether it began with a passkey. No address is kept. */
export const sessionHook =
  (app: AppContext) =>
  async (session: Record<string, unknown>, context: { path?: string | undefined } | null) => {
    const now = new Date(app.clock.now().epochMilliseconds)
    const secondFactor = context?.path === '/passkey/verify-authentication'
    return { data: { ...session, ipAddress: '', userAgent: '', startedAt: now, usedAt: now, secondFactor } }
  }

/**
 * A passkey may be added by whoever has shown a second factor, or has none yet (the first one is registered right after the
 * e-mail link). Without this rule a stolen mailbox would be enough to add one's own.
 */
export const factorHooks = (app: AppContext) => ({
  before: createAuthMiddleware(async (ctx) => {
    if (!REGISTER.includes(ctx.path)) return
    const session = await getSessionFromCtx(ctx)
    if (!session) throw new APIError('UNAUTHORIZED')
    if (app.loopback || session.session['secondFactor'] === true) return
    const passkeys = await ctx.context.adapter.count({
      model: 'passkey',
      where: [{ field: 'userId', value: session.user.id }],
    })
    const hasFactor = passkeys > 0 || session.user['totpConfirmedAt'] != null
    if (hasFactor) throw new APIError('FORBIDDEN', { code: 'SECOND_FACTOR_REQUIRED' })
  }),
  after: createAuthMiddleware(async (ctx) => {
    if (ctx.path !== '/passkey/verify-registration' || ctx.context.returned instanceof APIError) return
    const session = await getSessionFromCtx(ctx)
    if (session)
      await ctx.context.internalAdapter.updateSession(session.session.token, { secondFactor: true })
  }),
})
