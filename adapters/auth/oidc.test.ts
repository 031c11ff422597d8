import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { client } from '../../testing/client.ts'
import { cookiesOf, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'

const CLIENT = { clientId: 'direct-line', clientSecret: 'a secret of both' }
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON web token as the organisation's sign-in service signs it. */
function token(claims: object, key = keys.privateKey): string {
  const text = `${base64url({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${base64url(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`
}

/** Who is signed in at the organisation, and by which key it swears. */
const there: { sub: string; email: string; email_verified?: boolean; name: string; key: KeyObject } = {
  sub: 'u-1',
  email: '',
  email_verified: true,
  name: 'From The Organisation',
  key: keys.privateKey,
}
let nonce: string | null = null
let issuer: string
let service: Server
let app: TestApp

beforeAll(async () => {
  service = createServer((request, response) => {
    const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
    const { key, ...claims } = there
    const answers: Record<string, () => object> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
      }),
      '/jwks': () => ({
        keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
      }),
      '/token': () => ({
        access_token: 'access',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: token(
          {
            ...claims,
            iss: issuer,
            aud: CLIENT.clientId,
            iat: now,
            exp: now + 300,
            ...(nonce ? { nonce } : {}),
          },
          key,
        ),
      }),
      '/userinfo': () => claims,
    }
    const answer = answers[new URL(request.url ?? '/', issuer).pathname]
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.() ?? {}))
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  issuer = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  app = await startTestApp({ oidc: { issuer, ...CLIENT } })
})
afterAll(async () => {
  await app.stop()
  service.close()
})

/** From the button to the desk, as a browser goes; answers where it arrived and what it holds then. */
async function byTheOrganisation(to = '/desk') {
  const begun = await client(app).get(`/api/auth/oidc?to=${encodeURIComponent(to)}`)
  const asked = new URL(begun.headers.get('location') ?? '')
  nonce = asked.searchParams.get('nonce')
  const back = new URL(asked.searchParams.get('redirect_uri') ?? '')
  back.searchParams.set('code', 'one-time-code')
  back.searchParams.set('state', asked.searchParams.get('state') ?? '')
  const browser = client(app, { cookie: cookiesOf(begun.headers) })
  const arrived = await browser.get(`${back.pathname}${back.search}`)
  const session = client(app, { cookie: cookiesOf(arrived.headers) })
  const { body } = await session.get<{ who: { kind: string; id?: string } }>('/api/session')
  return { asked, location: arrived.headers.get('location') ?? '', who: body.who, browser, back }
}

describe("the organisation's own sign-in service", () => {
  it('is offered on the sign-in page, once somebody is there to sign in', async () => {
    await staffClient(app, 'officer')
    expect((await client(app).get<string>('/sign-in')).body).toContain('/api/auth/oidc?to=%2Fdesk')
  })

  it('lets in a colleague who was invited under the same address', async () => {
    const { user } = await staffClient(app, 'officer', null, {
      name: 'Invited',
      email: 'invited@mission.example',
    })
    Object.assign(there, { sub: 'u-invited', email: 'Invited@mission.example' })
    const { asked, location, who } = await byTheOrganisation('/desk/calls')
    expect(asked.origin).toBe(issuer)
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(location).toContain('/sign-in/next?to=%2Fdesk%2Fcalls')
    expect(who).toMatchObject({ kind: 'staff', id: user })
    // The second time it knows the account.
    expect((await byTheOrganisation()).who).toMatchObject({ id: user })
  })

  it('lets in nobody who was not invited', async () => {
    Object.assign(there, { sub: 'u-stranger', email: 'stranger@mission.example' })
    const { location, who } = await byTheOrganisation()
    expect(location).toContain('/sign-in?problem=oidc')
    expect(who).toEqual({ kind: 'anonymous' })
  })

  it('lets in nobody whose address it has not verified', async () => {
    await staffClient(app, 'officer', null, { name: 'Target', email: 'target@mission.example' })
    Object.assign(there, { sub: 'u-attacker', email: 'target@mission.example', email_verified: false })
    const { who } = await byTheOrganisation()
    Object.assign(there, { email_verified: true })
    expect(who).toEqual({ kind: 'anonymous' })
  })

  it('is believed when it says nothing of verified addresses, as many do', async () => {
    const { user } = await staffClient(app, 'officer', null, {
      name: 'Silent',
      email: 'silent@mission.example',
    })
    Object.assign(there, { sub: 'u-silent', email: 'silent@mission.example' })
    delete there.email_verified
    const { who } = await byTheOrganisation()
    there.email_verified = true
    expect(who).toMatchObject({ kind: 'staff', id: user })
  })

  it('is not believed when it swears by another key', async () => {
    await staffClient(app, 'officer', null, { name: 'Forged', email: 'forged@mission.example' })
    Object.assign(there, { sub: 'u-forged', email: 'forged@mission.example' })
    there.key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const { who } = await byTheOrganisation()
    there.key = keys.privateKey
    expect(who).toEqual({ kind: 'anonymous' })
  })

  it('cannot be used to sign somebody in without her own browser having asked', async () => {
    await staffClient(app, 'officer', null, { name: 'Victim', email: 'victim@mission.example' })
    Object.assign(there, { sub: 'u-victim', email: 'victim@mission.example' })
    const begun = await client(app).get('/api/auth/oidc')
    const asked = new URL(begun.headers.get('location') ?? '')
    nonce = asked.searchParams.get('nonce')
    const back = new URL(asked.searchParams.get('redirect_uri') ?? '')
    const state = asked.searchParams.get('state') ?? ''
    const elsewhere = await client(app).get(
      `${back.pathname}?code=one-time-code&state=${encodeURIComponent(state)}`,
    )
    expect(cookiesOf(elsewhere.headers)).not.toContain('session_token=')
  })

  it('leads nowhere but to this installation', async () => {
    await staffClient(app, 'officer', null, { name: 'Led Away', email: 'led@mission.example' })
    Object.assign(there, { sub: 'u-led', email: 'led@mission.example' })
    const { location } = await byTheOrganisation('https://elsewhere.example')
    expect(location).toContain('/sign-in/next?to=%2Fdesk')
  })
})
