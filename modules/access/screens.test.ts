import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { accessible, noSidewaysScroll, openBrowser, PHONE, type TestBrowser } from '../../testing/browser.ts'
import { signIn, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from './contract.ts'
import { aCall, aGrant, aPerson } from './factories.ts'
import { stepOf, totpCode, totpSecret } from './rules/totp.ts'

let app: TestApp
let browser: TestBrowser
let link: string
const test = system('test')

beforeAll(async () => {
  app = await startTestApp({ exposed: true })
  browser = await openBrowser(app)
  link = await app.inside(async (tx) => {
    const { call } = await aCall(tx)
    const person = await aPerson(tx, 'Laura Whitcomb', 'laura@northvale.example')
    return (await aGrant(tx, call, person, ['attendee'])).url
  })
})
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

/** The link in the mail of a colleague. */
const mailed = async (email: string): Promise<string> =>
  (await app.inside((tx) => tx.use(accessCommands).signInLink(tx, test, { email, minutes: 15 }))) ?? ''

/** A device with a fingerprint reader, built into the browser. */
async function withFingerprint(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Somebody who has set up her authenticator already. */
async function withAuthenticator(name: string, role: 'administrator' | 'officer' = 'officer') {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@mission.example`
  const session = await staffClient(app, role, null, { name, email })
  const code = () => totpCode(totpSecret(app.context.signer, session.user, 1), stepOf(app.clock.now()))
  await session.post('/api/me/totp/confirm', { code: code() })
  app.clock.advance({ seconds: 30 })
  return { email, session, code }
}

describe('the pages of signing in', () => {
  it.each(['en', 'ur'])('can be used by everybody and on a narrow phone (%s)', async (locale) => {
    await staffClient(app, 'officer', null, { name: 'Reads Pages', email: 'reads@mission.example' })
    const page = await browser.page(null, { viewport: { ...PHONE, width: 320 } })
    const confirm = new URL(await mailed('reads@mission.example')).pathname
    for (const path of ['/sign-in', '/sign-in?problem=link', confirm, new URL(link).pathname, '/l/nothing']) {
      await page.goto(`${app.url}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`)
      await accessible(page)
      await noSidewaysScroll(page)
    }
    await page.goto(`${app.url}${confirm}?lang=${locale}`)
    await page.locator('main button[type=submit]').click()
    await page.waitForURL(/second-factor/)
    await accessible(page)
    await noSidewaysScroll(page)
  })

  it('work without JavaScript, from the mail to the desk', async () => {
    const { email, code } = await withAuthenticator('No Script')
    const page = await browser.page(null, { javaScriptEnabled: false })
    await page.goto(await mailed(email))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('Six-digit code').fill('000000')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('main').getByText('This code is not right').first().waitFor()
    expect(await page.getByRole('button', { name: 'passkey' }).isVisible()).toBe(false)
    await page.getByLabel('Six-digit code').fill(code())
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.waitForURL((url) => url.pathname === '/desk')
  })
})

describe('the page behind a personal link', () => {
  it('is left on a shared computer, and the link opens it again', async () => {
    const page = await browser.page(null)
    await page.goto(link)
    await page.getByRole('button', { name: 'Open my page' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are signed out here').waitFor()
    expect(await page.context().cookies()).toEqual([])
    await page.goto(link)
    await page.getByRole('button', { name: 'Open my page' }).waitFor()
  })
})

describe('a passkey', () => {
  it('is set up after the first link, and is all that is needed from then on', async () => {
    const who = { name: 'Has Fingers', email: 'fingers@mission.example' }
    await staffClient(app, 'officer', null, who)
    const page = await browser.page(null)
    await withFingerprint(page)
    await page.goto(await mailed(who.email))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Set up a passkey' }).click()
    await page.waitForURL(/\/desk$/)

    await page.goto(`${app.url}/desk/settings`)
    await page.getByText('Passkey of this device').waitFor()
    await page.context().clearCookies()
    await page.goto(`${app.url}/sign-in?to=/desk/settings`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(/\/desk\/settings$/)
    await page.getByText('Passkey of this device').waitFor()
  })

  it('of a device that asks for neither finger, face nor code is not accepted', async () => {
    const who = { name: 'No Fingers', email: 'nofingers@mission.example' }
    await staffClient(app, 'officer', null, who)
    const page = await browser.page(null)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'usb',
        hasResidentKey: true,
        hasUserVerification: false,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(await mailed(who.email))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Set up a passkey' }).click()
    await page.getByText('No passkey was set up').waitFor()
  })
})

describe('the settings', () => {
  it('let an administrator name the mission, and every page shows it', async () => {
    const { session } = await withAuthenticator('Names Mission', 'administrator')
    const page = await browser.page(session)
    await page.goto(`${app.url}/desk/settings`)
    await page.getByLabel('Name of the mission').fill('U.S. Mission in Examplia')
    await page.getByLabel('Colour of the mission').fill('#ffee00')
    await page.getByText(/stand out only 1\.\d to 1/).waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'White letters on this colour' }).waitFor()
    await page.getByLabel('Colour of the mission').fill('#003366')
    await page.getByLabel('Seal or logo').setInputFiles({
      name: 'seal.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>',
      ),
    })
    await page.getByAltText('The seal as it is now').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.dl-toast').getByText('Saved.').waitFor()
    await accessible(page)

    await page.goto(`${app.url}/`)
    expect(await page.locator('header').textContent()).toContain('U.S. Mission in Examplia')
    expect(await page.locator('header img').getAttribute('src')).toMatch(/^data:image\/svg\+xml;base64,/)
    const ink = await page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')")
    expect(String(ink).trim()).toBe('#003366')
  })

  it('let her invite a colleague, change her roles, hand over a link, and remove her', async () => {
    const { session } = await withAuthenticator('Runs Staff', 'administrator')
    const page = await browser.page(session)
    await page.goto(`${app.url}/desk/settings`)
    await page.getByRole('button', { name: 'Invite a colleague' }).click()
    const dialog = page.getByRole('dialog')
    await accessible(page)
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Sana Malik')
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('sana')
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await dialog.getByText('This is not an e-mail address.').waitFor()
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('sana@mission.example')
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    const row = page.getByRole('row', { name: /Sana Malik/ })
    await row.getByText('Officer').waitFor()

    await row.getByRole('button', { name: 'Change roles' }).click()
    await dialog.getByText('Approver', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row.getByText('Officer and Approver').waitFor()

    await row.getByRole('button', { name: 'Sign-in link' }).click()
    await dialog.getByText(`${app.url}/sign-in/`).waitFor()
    await dialog.getByRole('button', { name: 'Back' }).click()

    await row.getByRole('button', { name: 'Remove' }).click()
    await dialog.getByRole('button', { name: 'Remove from staff' }).click()
    await row.waitFor({ state: 'detached' })
    await expect(signIn(app, 'sana@mission.example')).rejects.toThrow('not staff')
  }, 60_000)

  it.each(['en', 'ur'])('can be used by everybody, and on a narrow phone (%s)', async (locale) => {
    const { session } = await withAuthenticator(`Looks ${locale}`, 'administrator')
    const page = await browser.page(session, { viewport: { ...PHONE, width: 320 } })
    await page.goto(`${app.url}/desk/settings?lang=${locale}`)
    await page.locator('#staff').waitFor()
    await page.getByRole('row', { name: new RegExp(`Looks ${locale}`) }).waitFor()
    await accessible(page)
    await noSidewaysScroll(page)
  })

  it('show an officer her own ways to sign in and nothing else', async () => {
    const { session } = await withAuthenticator('Just Officer')
    const page = await browser.page(session)
    await page.goto(`${app.url}/desk/settings`)
    await page.getByText('Your ways to sign in').waitFor()
    const mine = page.getByRole('listitem').filter({ hasText: 'Authenticator app' })
    expect(await page.getByText('Invite a colleague').count()).toBe(0)
    await mine.getByRole('button', { name: 'Remove' }).click()
    await page.getByText('This is your last second factor').waitFor()
  })
})
