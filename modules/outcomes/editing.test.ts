import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { type Held, holdLisbonCall, LISBON_ON_AIR } from '../../testing/lisbon.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import type { Attendance, Readout } from './contract.ts'

const me = system('test')

let app: TestApp
let call: CallFacts
let officer: Client
let command: Held['command']
let readout: Readout

beforeAll(async () => {
  app = await startTestApp({ now: LISBON_ON_AIR.subtract({ minutes: 10 }).toString() })
  ;({ call, officer, command } = await holdLisbonCall(app))
  readout = await read()
}, 60_000)
afterAll(async () => app.stop())

const read = async (): Promise<Readout> => (await officer.get<Readout>(`/api/calls/${call.id}/readout`)).body

describe('the readout as the officer works on it', () => {
  const url = (path: string) => `/api/calls/${call.id}/${path}`
  const edit = (change: (text: Readout['languages'] & object) => object) => {
    const { en } = readout.languages!
    const bare = ({ key, text }: { key: string; text: string | null }) => ({ key, text: text ?? '' })
    return {
      basedOn: readout.version,
      locale: 'en',
      headline: bare(en.text.headline),
      paragraphs: en.text.paragraphs.map((p) => ({ key: p.key, sentences: p.sentences.map(bare) })),
      ...change(readout.languages!),
    }
  }

  test('an edit is a new version: new words are not the record’s, the others stay', async () => {
    const before = readout.version
    const words = { headline: { key: 'headline', text: 'Lisbon Meets Faisalabad' } }
    const { status, body } = await officer.post<Readout>(
      url('readout/versions'),
      edit(() => words),
    )
    expect(status).toBe(200)
    readout = body
    const { headline, paragraphs } = body.languages!.en.text
    expect(body.version).toBe(before + 1)
    expect(headline).toMatchObject({ kind: 'written', text: 'Lisbon Meets Faisalabad' })
    expect(headline.compiled).toMatch(/^Pakistani Textile Firms/)
    expect(paragraphs.flatMap((p) => p.sentences.map((s) => s.kind))).not.toContain('written')
    const first = await officer.get<Readout>(url(`readout?version=${before}`))
    expect(first.body.languages!.en.text.headline.kind).toBe('record')
  })

  test('an edit of a version that is no longer the newest is refused', async () => {
    const late = { ...edit(() => ({})), basedOn: 1 }
    const { status, body } = await officer.post<{ reason: string }>(url('readout/versions'), late)
    expect([status, body.reason]).toEqual([409, 'outcomes.readout_moved'])
  })

  test('of two officers who save at the same moment one is told of the other', async () => {
    const both = ['First', 'Second'].map((text) => edit(() => ({ headline: { key: 'headline', text } })))
    const answers = await Promise.all(
      both.map((each) => officer.post<Readout>(url('readout/versions'), each)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    readout = await read()
  })

  test('what changes in the record since is flagged at its sentence, and taken over when it is accepted', async () => {
    await command('recordEntry', {
      kind: 'topic',
      text: 'credit terms',
      saidAt: LISBON_ON_AIR.add({ minutes: 15 }).toString(),
    })
    readout = await read()
    const [changed, ...others] = readout.languages!.en.changes
    expect(others).toEqual([])
    expect(changed).toMatchObject({ what: 'changed', key: 'panel' })
    const now = changed && 'now' in changed ? (changed.now.text ?? '') : ''
    expect(now).toContain('and credit terms.')
    const accepted = edit(({ en }) => ({
      reviewed: ['panel'],
      paragraphs: en.text.paragraphs.map((p) => ({
        key: p.key,
        sentences: p.sentences.map((s) => ({ key: s.key, text: s.key === 'panel' ? now : (s.text ?? '') })),
      })),
    }))
    readout = (await officer.post<Readout>(url('readout/versions'), accepted)).body
    expect(readout.languages!.en.changes).toEqual([])
    const panel = readout.languages!.en.text.paragraphs.find(({ key }) => key === 'panel')
    expect(panel?.sentences[0]).toMatchObject({ kind: 'record', text: now })
  })

  test('names the officer who came into the room, too', async () => {
    const { body } = await officer.get<Attendance>(url('attendance'))
    const staff = body.rows.filter(({ part }) => part === 'staff')
    expect(staff).toMatchObject([{ name: 'Test officer', organizationName: null }])
  })

  test('is read as a page, and the attendance as CSV', async () => {
    const page = await officer.get<string>(url('readout.html?text=ur'))
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.body).toContain('<html lang="ur" dir="rtl">')
    expect(page.body).toContain('آمنہ راحت گر')
    const csv = await officer.get<string>(url('attendance.csv'))
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="call-1-attendance.csv"')
    expect(csv.body).toContain('صبا نورانی,برآمدی منتظم,لوم فیلڈ ٹیکسٹائل,Attendee,')
  })

  test('a person who is erased is in no version any more', async () => {
    const host = call.panel[0]!.person
    await app.inside((tx) => tx.use(peopleCommands).erase(tx, me, { person: host }))
    await app.drain()
    for (const { version } of readout.versions) {
      const { body } = await officer.get<Readout>(url(`readout?version=${version}`))
      expect(JSON.stringify(body.languages!.en.text), `version ${version}`).not.toContain('Rahatgar')
      expect(JSON.stringify(body.languages!.ur.text), `version ${version}`).not.toContain('راحت گر')
    }
  })

  test('is for the staff of its program: a firm may not read it, a viewer may not edit', async () => {
    const viewer = await staffClient(app, 'viewer')
    expect((await viewer.get(url('readout'))).status).toBe(200)
    expect((await viewer.post(url('readout/compile'))).status).toBe(403)
    const other = await staffClient(app, 'officer', randomUUID())
    expect((await other.get(url('readout'))).status).toBe(403)
  })
})
