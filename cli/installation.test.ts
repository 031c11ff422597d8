import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../kernel/actor.ts'
import { aPerson } from '../modules/access/factories.ts'
import { client } from '../testing/client.ts'
import { look } from '../testing/look.ts'
import { cookiesOf, staffClient } from '../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../testing/start-app.ts'

let app: TestApp
let folder: string
beforeAll(async () => {
  app = await startTestApp({ now: Temporal.Now.instant().toString() })
  folder = await mkdtemp(join(tmpdir(), 'direct-line-cli-'))
  // The same key as the running server's: its links are its own.
  await writeFile(join(folder, 'server.key'), new Uint8Array(32).fill(7))
})
afterAll(async () => {
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A command beside the running server, as an administrator types it. */
async function direct(...words: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], {
    env: { ...process.env, DATABASE_URL: app.databaseUrl, DIRECT_LINE_DATA: folder, PUBLIC_URL: app.url },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += String(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += String(chunk)
  })
  const [status] = await once(child, 'close')
  return { status, ...said }
}

describe('npx direct-line sign-in-link', () => {
  it('lets an administrator in whom no mail reaches', async () => {
    const { user } = await staffClient(app, 'administrator')
    const { status, out } = await direct('sign-in-link', 'administrator.all@mission.example')
    expect(status).toBe(0)
    const link = new URL(/https?:\S+/.exec(out)?.[0] ?? '')
    expect(link.origin).toBe(app.url)
    const token = link.pathname.split('/').at(-1) ?? ''
    const answer = await client(app).form('/api/auth/confirm', { token, to: '/desk' })
    const session = await client(app, { cookie: cookiesOf(answer.headers) }).get<{ who: { id: string } }>(
      '/api/session',
    )
    expect(session.body.who.id).toBe(user)
  })

  it('says in one sentence that nobody has this address', async () => {
    expect(await direct('sign-in-link', 'nobody@mission.example')).toMatchObject({
      status: 1,
      err: 'Nobody of the staff has the address nobody@mission.example: an administrator can invite them under Settings.\n',
    })
  })
})

describe('npx direct-line erase', () => {
  it('removes a person for good', async () => {
    const actor = system('test')
    const person = await app.context.transaction(actor, (tx) =>
      aPerson(tx, 'Erased By Hand', 'hand@firm.example'),
    )
    expect(await direct('erase', person)).toMatchObject({ status: 0 })
    const rows = await look<{ name: null }>(
      app,
      sql`select name, email from people_persons where id = ${person}`,
    )
    expect(rows).toEqual([{ name: null, email: null }])
  })

  it.each([
    ['Laura Whitcomb', 'npx direct-line erase PERSON: the id of one file, as its address shows it.\n'],
    ['019d4e00-0000-7000-8000-0000000000ff', 'There is no file 019d4e00-0000-7000-8000-0000000000ff.\n'],
  ])('says in one sentence why not: %s', async (person, err) => {
    expect(await direct('erase', person)).toMatchObject({ status: 1, err })
  })
})

describe('npx direct-line import-feed', () => {
  const feed = `<?xml version='1.0' encoding='ISO-8859-1'?>
<rss version='2.0'><channel><title>Trade Talk</title><link>http://trade.example/</link><description>Calls</description>
<item><title>Trade Talk: Tea, March 3, 2015</title><guid>http://trade.example/1.htm</guid><description><![CDATA[
<p><strong>Topic:</strong> Doing Business in Tea</p><p><strong>Host: </strong>Ambassador Ada Hostwell</p>
<p><strong>Date, time, time zone: </strong>Tuesday, March 3, 2015; 10:00 a.m. EST (March 4 at 2:00 a.m. local)</p>
<p><strong>Brief description: </strong>Tea is grown in the hills.</p>
<p><strong>Deadline for RSVPs:</strong> March 2, 2015; 5 p.m. EST</p>]]></description></item></channel></rss>`

  it('reads announcements into drafts, says what it could not read, and adds nothing the second time', async () => {
    const file = join(folder, 'feed.xml')
    await writeFile(file, feed)
    const first = await direct('import-feed', file)
    expect(first.status).toBe(0)
    expect(first.out).toContain('+ Doing Business in Tea')
    expect(first.out).toContain('? zone: “2:00 a.m. local” does not say where (the clock there shows UTC+11)')
    expect(first.out.trimEnd().split('\n').at(-1)).toBe('1 added, 0 known, 1 with doubts')
    const again = await direct('import-feed', file)
    expect(again.out.trimEnd().split('\n').at(-1)).toBe('0 added, 1 known, 0 with doubts')
  })

  it('says in one sentence why a file is none', async () => {
    const page = join(folder, 'page.html')
    await writeFile(page, '<!doctype html><p>Hello</p>')
    expect(await direct('import-feed', page)).toMatchObject({
      status: 1,
      err: 'The file declares a document type, where entities could hide: nothing was read.\n',
    })
    expect(await direct('import-feed', join(folder, 'none.xml'))).toMatchObject({
      status: 1,
      err: `${join(folder, 'none.xml')} cannot be read.\n`,
    })
  })
})
