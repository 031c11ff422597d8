import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../../adapters/database/migrate.ts'
import { system } from '../../kernel/actor.ts'
import { accessCommands } from '../../modules/access/contract.ts'
import { mailCommands } from '../../modules/mail/contract.ts'
import { startTestApp } from '../../testing/start-app.ts'
import { readConfig } from '../config.ts'
import { runServer } from '../run.ts'
import { examine } from './doctor.ts'
import { repairPasswords } from './repair.ts'

const quiet = () => undefined
const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'direct-line-doctor-'))
  await chmod(made, 0o711)
  folders.push(made)
  return made
}
const lookAt = async (env: Record<string, string>) => {
  const found = await examine(readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...env }))
  return new Map(found.map(({ about, state, says }) => [about, `${state}: ${says}`]))
}

describe('the doctor', () => {
  it('finds nothing wrong with a new installation on one machine, and says what it lacks', async () => {
    const found = await lookAt({ DIRECT_LINE_DATA: join(await folder(), 'new') })
    expect([...found.values()].filter((says) => says.startsWith('wrong'))).toEqual([])
    expect(found.get('Mail')).toMatch(/^warning: No mail leaves this machine: set SMTP_URL/)
    expect(found.get('Database')).toMatch(/^ok: The embedded database was not made yet/)
  })

  it('works beside a running server, and says when its database is not up to date', async () => {
    const app = await startTestApp({ now: Temporal.Now.instant().toString() })
    const env = { DIRECT_LINE_DATA: await folder(), DATABASE_URL: app.databaseUrl, PUBLIC_URL: app.url }
    const found = await lookAt(env)
    expect(found.get('Database')).toBe('ok: The database of DATABASE_URL answers and is up to date.')
    expect(found.get('Public address')).toBe(`ok: ${app.url} answers.`)
    expect(found.get('Clock')).toMatch(/^ok: It is .*, as the database says too\.$/)
    const empty = await createDatabase(app.databaseUrl, `doctor_${process.pid}`)
    expect((await lookAt({ ...env, DATABASE_URL: empty })).get('Database')).toMatch(
      /^warning: .* \d+ steps bring it up to date at the next start\.$/,
    )
    await app.stop()
    expect((await lookAt(env)).get('Public address')).toMatch(/^wrong: Nothing answers at/)
  })

  it.each([
    [
      'Database',
      { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' },
      /^wrong: No database answers at 127\.0\.0\.1:1/,
    ],
    [
      'Mail',
      { SMTP_URL: 'smtp://127.0.0.1:1' },
      /^wrong: The mail server 127\.0\.0\.1:1 does not take our mails \(.*ECONNREFUSED/,
    ],
    [
      'Public address',
      { PUBLIC_URL: 'http://no-such-name.invalid' },
      /^wrong: The name no-such-name\.invalid is not known/,
    ],
    ['Public address', { HOST: '0.0.0.0' }, /^wrong: HOST 0\.0\.0\.0 is reached from the network/],
    ['TLS', { TLS_CERT: '/nowhere.pem', TLS_KEY: '/nowhere.pem' }, /^wrong: TLS_CERT names \/nowhere\.pem/],
  ])('says what is wrong with %s', async (about, env, says) => {
    expect((await lookAt({ DIRECT_LINE_DATA: await folder(), ...env })).get(about)).toMatch(says)
  })

  it('says when a key is damaged or others can read it', async () => {
    const dataDir = await folder()
    const key = join(dataDir, 'server.key')
    await writeFile(key, 'short', { mode: 0o600 })
    expect((await lookAt({ DIRECT_LINE_DATA: dataDir })).get('Data folder')).toMatch(/is damaged/)
    await writeFile(key, new Uint8Array(32))
    await chmod(key, 0o644)
    expect((await lookAt({ DIRECT_LINE_DATA: dataDir })).get('Data folder')).toMatch(/chmod 600/)
  })

  it('takes a mail server that answers', async () => {
    const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const env = { DIRECT_LINE_DATA: await folder(), SMTP_URL: `smtp://127.0.0.1:${port}` }
    expect((await lookAt(env)).get('Mail')).toMatch(/^wrong: MAIL_FROM is .*others refuse/)
    expect((await lookAt({ ...env, MAIL_FROM: 'Calls <calls@mission.example>' })).get('Mail')).toBe(
      `ok: The mail server 127.0.0.1:${port} takes our mails.`,
    )
    await new Promise<void>((resolve) => server.close(resolve))
  })

  it('says since when mail waits for a mail server', async () => {
    const dead = 'smtp://127.0.0.1:1'
    const app = await startTestApp({ smtpUrl: dead })
    await app.inside(async (tx) => {
      const { user } = await tx.use(accessCommands).enrol(tx, system('test'), {
        email: 'officer@mission.example',
        name: 'Some Officer',
        memberships: [{ role: 'officer', program: null }],
      })
      await tx.use(mailCommands).send(tx, system('test'), {
        template: 'access.invitation',
        to: { user },
        about: { user },
        key: 'test',
      })
    })
    await app.drain()
    const env = { DIRECT_LINE_DATA: await folder(), DATABASE_URL: app.databaseUrl, SMTP_URL: dead }
    expect((await lookAt(env)).get('Mail')).toMatch(/Waiting since 2026-04-02 09:00 UTC: 1; nothing is lost/)
    await app.stop()
  })

  it('gives the database new passwords when they are lost, and everything is still there', async () => {
    const dataDir = await folder()
    const config = readConfig({ DIRECT_LINE_DATA: dataDir, PORT: '0', LOG_LEVEL: 'silent' })
    await (await runServer(config, quiet, quiet)).stop()
    await rm(join(dataDir, 'postgres-passwords.json'))
    expect((await lookAt({ DIRECT_LINE_DATA: dataDir })).get('Database')).toMatch(
      /^wrong: postgres-passwords\.json in .* is lost: stop the server and run npx direct-line doctor --repair/,
    )
    await repairPasswords(config, quiet)
    expect((await lookAt({ DIRECT_LINE_DATA: dataDir })).get('Database')).toMatch(
      /^ok: The embedded database is there/,
    )
    await (await runServer(config, quiet, quiet)).stop()
  })
})
