import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { PageRequest, PageResult } from '../../../kernel/module.ts'
import { ownPath } from '../../../kernel/own-path.ts'
import { email as emailSchema } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { readInstallation, readStaff, signInLinkFor } from '../reads.ts'
import { beginTotp, confirmTotp, readFactors, showCode } from '../service/factors.ts'
import { FIRST_ADMINISTRATOR, requestSignIn, signOut } from '../service/sign-in.ts'

export const field = (request: PageRequest, name: string): string => {
  const value = request.form[name]
  return typeof value === 'string' ? value : ''
}

const KNOWN_PROBLEMS = ['link', 'often', 'oidc']

/** Before the first administrator has answered the first-run page no address is known: the form could only disappoint. */
async function nobodyYet(tx: Tx): Promise<boolean> {
  if ((await readInstallation(tx)).state !== 'new') return false
  return (await readStaff(tx)).every(({ email }) => email === FIRST_ADMINISTRATOR.email)
}

/** Says where the link of the first administrator is found; the link itself is for whoever runs the server. */
const beforeSetup: PageResult = { view: 'access/BeforeSetupPage', props: {} }

/** GET /sign-in: the address, or the organisation's own sign-in service. Whoever is here already goes on. */
export async function signInPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const to = ownPath(request.query['to'])
  if (actor.kind === 'staff') return { redirect: next(to) }
  if (await nobodyYet(tx)) return beforeSetup
  const asked = request.query['problem']
  const problem = KNOWN_PROBLEMS.find((known) => known === asked) ?? null
  return { view: 'access/SignInPage', props: { to, problem, oidc: tx.signIn.oidc, email: '' } }
}

const next = (to: string): string => `/sign-in/next?to=${encodeURIComponent(to)}`

/** POST /sign-in: the same answer whether the address is known or not. */
export async function requestSignInPage(tx: Tx, _actor: Actor, request: PageRequest): Promise<PageResult> {
  if (await nobodyYet(tx)) return beforeSetup
  const to = ownPath(field(request, 'to'))
  const parsed = emailSchema.safeParse(field(request, 'email'))
  if (!parsed.success) {
    const props = { to, problem: 'email', oidc: tx.signIn.oidc, email: field(request, 'email').slice(0, 254) }
    return { view: 'access/SignInPage', props, status: 422 }
  }
  await requestSignIn(tx, parsed.data, request)
  return { view: 'access/SignInSentPage', props: { email: parsed.data } }
}

/** GET /sign-in/:token: a button. Opening the page does not use the link up, because mail scanners open links. */
export async function confirmSignInPage(tx: Tx, _actor: Actor, request: PageRequest): Promise<PageResult> {
  const token = request.params['token'] ?? ''
  const link = await signInLinkFor(tx, token)
  if (!link) return { redirect: '/sign-in?problem=link' }
  const to = ownPath(request.query['to'])
  return {
    view: 'access/ConfirmPage',
    props: { token, to, first: (await readInstallation(tx)).state === 'new' },
  }
}

/** GET /sign-in/next: where somebody who just signed in goes. */
export async function afterSignInPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const to = ownPath(request.query['to'])
  const { needed } = await readFactors(tx, actor)
  if (actor.kind === 'staff' && actor.memberships.length > 0) {
    const runs = actor.memberships.some(({ role, program }) => role === 'administrator' && program === null)
    const fresh = (await readInstallation(tx)).state === 'new'
    return { redirect: fresh && runs ? '/welcome' : to }
  }
  if (needed && !request.query['shown'])
    return { redirect: `/sign-in/second-factor?to=${encodeURIComponent(to)}` }
  return { view: 'access/NothingHerePage', props: {}, status: 403 }
}

/** GET /sign-in/second-factor: asks for a code or a passkey, or sets up an authenticator when there is none of either. */
export async function secondFactorPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const to = ownPath(request.query['to'])
  if (actor.kind === 'staff' && actor.memberships.length > 0) return { redirect: to }
  return factorView(tx, actor, to, false)
}

async function factorView(tx: Tx, actor: Actor, to: string, wrong: boolean): Promise<PageResult> {
  const { totp, passkeys } = await readFactors(tx, actor)
  const setUp = !totp && passkeys.length === 0
  return {
    view: 'access/SecondFactorPage',
    props: {
      to,
      wrong,
      totp,
      passkey: passkeys.length > 0,
      setUp: setUp ? await beginTotp(tx, actor) : null,
    },
    ...(wrong ? { status: 422 } : {}),
  }
}

/** POST /sign-in/second-factor: a code of the authenticator that is there, or the first of a new one. */
export async function showCodePage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const to = ownPath(field(request, 'to'))
  const code = field(request, 'code').replace(/\s/g, '')
  const { totp } = await readFactors(tx, actor)
  if (!/^\d{6}$/.test(code)) return factorView(tx, actor, to, true)
  const accepted = totp ? await showCode(tx, actor, { code }) : await confirmTotp(tx, actor, { code })
  return accepted ? { redirect: `${next(to)}&shown=1` } : factorView(tx, actor, to, true)
}

/** POST /sign-out, for staff. */
export async function signOutPage(tx: Tx, actor: Actor): Promise<PageResult> {
  if (actor.kind !== 'staff') throw new AppError('unauthenticated', 'server.sign_in')
  await signOut(tx, actor)
  return { redirect: '/sign-in' }
}
