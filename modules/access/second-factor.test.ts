import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, client } from '../../testing/client.ts'
import { everything } from '../../testing/look.ts'
import { signIn, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { Factors } from './contract.ts'
import { stepOf, TOTP_TRIES, totpCode } from './rules/totp.ts'

let app: TestApp
beforeAll(async () => {
  // Not on loopback: whoever is staff needs more than a mailbox.
  app = await startTestApp({ exposed: true })
})
afterAll(() => app.stop())

const who = async (at: Client) => (await at.get<{ who: { kind: string } }>('/api/session')).body.who.kind

/** What an authenticator app does with the secret that the page shows. */
function authenticator(base32: string) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...base32].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  return {
    code: () => totpCode(secret, stepOf(app.clock.now())),
    wrong: () => String((Number(totpCode(secret, stepOf(app.clock.now()))) + 1) % 1_000_000).padStart(6, '0'),
  }
}

async function withAuthenticator(name: string, role: 'officer' | 'administrator' = 'officer') {
  const email = `${name}@mission.example`
  const session = await staffClient(app, role, null, { name, email })
  const page = await session.get<string>('/sign-in/second-factor?to=/desk')
  const secret = />([A-Z2-7 ]{32,})</.exec(page.body)?.[1]?.replaceAll(' ', '') ?? ''
  const device = authenticator(secret)
  const shown = await session.form('/sign-in/second-factor', { code: device.code(), to: '/desk' })
  app.clock.advance({ seconds: 30 })
  return { email, session, device, shown, secret, user: session.user }
}

describe('the code of an authenticator', () => {
  it('is that of RFC 6238', () => {
    // Appendix B, SHA-1; the last six of its eight digits.
    const secret = Buffer.from('12345678901234567890')
    const cases: [number, string][] = [
      [59, '287082'],
      [1111111109, '081804'],
      [1111111111, '050471'],
      [1234567890, '005924'],
      [2000000000, '279037'],
      [20000000000, '353130'],
    ]
    for (const [second, code] of cases) {
      expect(totpCode(secret, stepOf(Temporal.Instant.fromEpochMilliseconds(second * 1000)))).toBe(code)
    }
  })
})

describe('whoever has only opened the link in her mail', () => {
  it('is nobody yet, and is led to the second step', async () => {
    const officer = await staffClient(app, 'officer', null, {
      name: 'First Time',
      email: 'first@mission.example',
    })
    expect(await who(officer)).toBe('anonymous')
    expect((await officer.get('/api/staff')).status).toBe(403)
    const next = await officer.get('/sign-in/next?to=/desk/calls')
    expect(next.headers.get('location')).toBe('/sign-in/second-factor?to=%2Fdesk%2Fcalls')
    const desk = await officer.get('/welcome')
    expect(desk.status).not.toBe(200)
  })

  it('sets up an authenticator the first time, which lets her in', async () => {
    const { session, shown } = await withAuthenticator('Sets Up')
    expect(shown.headers.get('location')).toBe('/sign-in/next?to=%2Fdesk&shown=1')
    expect(await who(session)).toBe('staff')
    expect((await session.get<Factors>('/api/me/factors')).body).toEqual({
      needed: true,
      totp: true,
      passkeys: [],
    })
  })

  it('shows a code the next time, each code once, and the old session does not count', async () => {
    const { email, device } = await withAuthenticator('Comes Back')
    const next = await signIn(app, email)
    expect(await who(next)).toBe('anonymous')
    expect(
      (await next.post<{ accepted: boolean }>('/api/me/second-factor', { code: device.wrong() })).body
        .accepted,
    ).toBe(false)
    const code = device.code()
    expect((await next.post<{ accepted: boolean }>('/api/me/second-factor', { code })).body.accepted).toBe(
      true,
    )
    expect(await who(next)).toBe('staff')

    const replay = await signIn(app, email)
    expect((await replay.post<{ accepted: boolean }>('/api/me/second-factor', { code })).body.accepted).toBe(
      false,
    )
    expect(await who(replay)).toBe('anonymous')
  })

  it('cannot set up another one where one is there: a stolen mailbox is not enough', async () => {
    const { email } = await withAuthenticator('Stolen Mailbox')
    const thief = await signIn(app, email)
    expect((await thief.post('/api/me/totp')).status).toBe(403)
    expect((await thief.post('/api/me/totp/confirm', { code: '123456' })).status).toBe(403)
    expect((await thief.delete('/api/me/totp')).status).toBe(403)
    const options = await fetch(`${app.url}/api/auth/passkey/generate-register-options`, {
      headers: { cookie: thief.cookie },
    })
    expect(options.status).toBe(403)
  })

  it('may set up a passkey instead, when nothing is there yet', async () => {
    const fresh = await staffClient(app, 'officer', null, {
      name: 'Passkey First',
      email: 'passkey@mission.example',
    })
    const options = await fetch(`${app.url}/api/auth/passkey/generate-register-options`, {
      headers: { cookie: fresh.cookie },
    })
    expect(options.status).toBe(200)
    const body = (await options.json()) as { authenticatorSelection: object; user: { name: string } }
    expect(body.authenticatorSelection).toMatchObject({
      userVerification: 'required',
      residentKey: 'required',
    })
  })

  it('may not register a passkey without having opened a link at all', async () => {
    expect((await fetch(`${app.url}/api/auth/passkey/generate-register-options`)).status).toBe(401)
  })
})

describe('guessing codes', () => {
  it('locks after five wrong ones, for right ones too, and opens again after a quarter of an hour', async () => {
    const { email, device } = await withAuthenticator('Guessed At')
    const thief = await signIn(app, email)
    for (let n = 0; n < TOTP_TRIES; n += 1) {
      expect((await thief.post('/api/me/second-factor', { code: device.wrong() })).status).toBe(200)
    }
    const locked = await thief.post<{ reason: string }>('/api/me/second-factor', { code: device.code() })
    expect([locked.status, locked.body.reason]).toEqual([429, 'access.codes_locked'])
    expect(await who(thief)).toBe('anonymous')

    app.clock.advance({ minutes: 15 })
    expect(
      (await thief.post<{ accepted: boolean }>('/api/me/second-factor', { code: device.code() })).body
        .accepted,
    ).toBe(true)
  })

  it('counts wrong codes that come all at once', async () => {
    const { email, device } = await withAuthenticator('Hammered')
    const thief = await signIn(app, email)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => thief.post('/api/me/second-factor', { code: device.wrong() })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(TOTP_TRIES)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20 - TOTP_TRIES)
  })

  it.each(['12345', 'abcdef', '1234567', ''])('refuses what is no code at all: %j', async (code) => {
    const { session } = await withAuthenticator(`No Code ${code.length}${code}`.replaceAll(' ', ''))
    expect((await session.post('/api/me/second-factor', { code })).status).toBe(422)
    const page = await session.form('/sign-in/second-factor', { code, to: '/desk' })
    expect(page.body).toContain('This code is not right')
  })
})

describe('the last second factor', () => {
  it('cannot be removed where one is needed', async () => {
    const { session } = await withAuthenticator('Keeps One')
    const refused = await session.delete<{ reason: string }>('/api/me/totp')
    expect([refused.status, refused.body.reason]).toEqual([409, 'access.last_factor'])
  })

  it('can be replaced: the new authenticator counts, the old one no more', async () => {
    const { email, session, device } = await withAuthenticator('New Phone')
    const begun = await session.post<{ secret: string; uri: string }>('/api/me/totp')
    expect(begun.body.uri).toContain(`secret=${begun.body.secret}&issuer=`)
    const phone = authenticator(begun.body.secret)
    await session.post('/api/me/totp/confirm', { code: phone.code() })
    app.clock.advance({ seconds: 30 })
    const next = await signIn(app, email)
    expect(
      (await next.post<{ accepted: boolean }>('/api/me/second-factor', { code: device.code() })).body
        .accepted,
    ).toBe(false)
    expect(
      (await next.post<{ accepted: boolean }>('/api/me/second-factor', { code: phone.code() })).body.accepted,
    ).toBe(true)
  })

  it('leaves no secret in the database', async () => {
    const { secret } = await withAuthenticator('Nothing Stored')
    const bytes = [...secret].length
    expect(bytes).toBe(32)
    const stored = await everything(app)
    expect(stored).not.toContain(secret)
    expect(stored).toContain('Nothing Stored')
  })
})

describe('a lost telephone', () => {
  it('is forgotten by an administrator: sessions end, and new factors are set up after the next link', async () => {
    const { session: administrator } = await withAuthenticator('Helps Out', 'administrator')
    const { email, session, device, user } = await withAuthenticator('Lost Phone')
    expect((await session.delete(`/api/staff/${user}/factors`)).status).toBe(403)
    const reset = await administrator.delete<{ secondFactor: boolean }>(`/api/staff/${user}/factors`)
    expect(reset.body.secondFactor).toBe(false)
    expect(await who(session)).toBe('anonymous')

    const next = await signIn(app, email)
    const page = await next.get<string>('/sign-in/second-factor?to=/desk')
    const secret = />([A-Z2-7 ]{32,})</.exec(page.body)?.[1]?.replaceAll(' ', '') ?? ''
    const old = await next.post<{ accepted: boolean }>('/api/me/totp/confirm', { code: device.code() })
    expect(old.body.accepted).toBe(false)
    const found = authenticator(secret)
    expect(
      (await next.post<{ accepted: boolean }>('/api/me/totp/confirm', { code: found.code() })).body.accepted,
    ).toBe(true)
    expect(await who(next)).toBe('staff')
  })
})

describe('on loopback', () => {
  it('a link is enough', async () => {
    const local = await startTestApp()
    try {
      expect(await who(await staffClient(local, 'officer'))).toBe('staff')
      expect(await who(client(local))).toBe('anonymous')
    } finally {
      await local.stop()
    }
  })
})
