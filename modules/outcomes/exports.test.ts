import { XMLValidator } from 'fast-xml-parser'
import { strFromU8, unzipSync } from 'fflate'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { eventsOf } from '../../testing/events.ts'
import { holdLisbonCall, LISBON_ON_AIR } from '../../testing/lisbon.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import type { RegistrationRow } from '../registration/contract.ts'
import { roomCommands } from '../room/contract.ts'

const test_ = system('test')

let app: TestApp
let call: CallFacts
let officer: Client

beforeAll(async () => {
  app = await startTestApp({ now: LISBON_ON_AIR.subtract({ minutes: 10 }).toString() })
  ;({ call, officer } = await holdLisbonCall(app))
}, 60_000)
afterAll(async () => app.stop())

const bytesOf = async (path: string, who = officer): Promise<Buffer> => {
  const response = await fetch(`${app.url}${path}`, { headers: { cookie: who.cookie } })
  expect([path, response.status]).toEqual([path, 200])
  return Buffer.from(await response.arrayBuffer())
}

const MAKE_IT_RUN = ['=HYPERLINK("http://evil.example","x")', '+1', '-1', '@SUM(A1)', '\tx']

const ask = async (text: string) => {
  const { body } = await officer.get<{ items: RegistrationRow[] }>(`/api/calls/${call.id}/registrations`)
  const [person, organization] = [body.items[0]!.person.id, body.items[0]!.organization.id]
  return app.inside(async (tx) => {
    const asked = {
      call: call.id,
      person,
      organization,
      text,
      visibility: 'public',
      showFirm: 'panel',
    } as const
    return tx.use(roomCommands).askInAdvance(tx, test_, asked)
  })
}

test('each list is a spreadsheet with a legend, opened again by a library; nothing in it is run', async () => {
  for (const text of MAKE_IT_RUN) await ask(text)
  await ask('A question with \u0001 and a half \ud83d character')
  const sheets = async (what: string) => readXlsx(await bytesOf(`/api/calls/${call.id}/${what}.xlsx`))
  const [answers, legend] = await sheets('answers')
  const column = answers!.data.map((row) => row[0])
  expect(column.slice(1, 5)).toEqual(MAKE_IT_RUN.slice(0, 4))
  expect(String(column.at(-1)).startsWith('A question with')).toBe(true)
  expect(legend!.sheet).toBe('Legend')
  const said = new Map(legend!.data.map((row) => [row[0], row[1]]))
  expect(said.get('Times are local to')).toBe('Lisbon (Europe/Lisbon)')
  expect(said.get('Made by')).toBe('Test officer')
  // Every column is explained.
  expect(answers!.data[0]!.filter((head) => !said.get(head))).toEqual([])
  const xml = strFromU8(
    unzipSync(await bytesOf(`/api/calls/${call.id}/answers.xlsx`))['xl/worksheets/sheet1.xml']!,
  )
  expect(xml).not.toContain('<f>')

  const [registrations] = await sheets('registrations')
  expect(registrations!.data[1]!.slice(0, 5)).toEqual([
    'صبا نورانی',
    'برآمدی منتظم',
    'لوم فیلڈ ٹیکسٹائل',
    'PK',
    'saba@loomfield.example',
  ])
  const [attendance] = await sheets('attendance')
  expect(attendance!.data.map((row) => row[0])).toContain('صبا نورانی')
})

test('CSV is read by a spreadsheet as it is, in Urdu, and runs nothing', async () => {
  const csv = String(await bytesOf(`/api/calls/${call.id}/answers.csv?text=ur`))
  expect(csv.startsWith('\uFEFFسوال,')).toBe(true)
  expect(csv).toContain('\r\n"\'=HYPERLINK(')
  expect((await bytesOf(`/api/calls/${call.id}/registrations.csv`)).subarray(0, 3)).toEqual(
    Buffer.from('\uFEFF'),
  )
})

test.each(['en', 'ur'])(
  'readout and answer register are Word files of well-formed parts, in %s',
  async (text) => {
    for (const what of ['readout', 'answers']) {
      const parts = unzipSync(await bytesOf(`/api/calls/${call.id}/${what}.docx?text=${text}`))
      for (const [name, part] of Object.entries(parts)) {
        if (/\.(xml|rels)$/.test(name)) expect([name, wrong(strFromU8(part))]).toEqual([name, null])
      }
      const document = strFromU8(parts['word/document.xml']!)
      expect(document).toContain('w:val="Heading1"')
      expect(document.includes('<w:bidi/>')).toBe(text === 'ur')
      // Also in the English file: what was said in Urdu keeps its direction.
      expect(document).toContain('<w:rtl/>')
      if (what === 'answers') expect(document.includes('<w:bidiVisual/>')).toBe(text === 'ur')
      else
        expect(strFromU8(parts['word/footnotes.xml']!)).toContain(text === 'ur' ? 'ریکارڈ' : 'Record, event')
      if (text === 'ur') expect(strFromU8(parts['word/styles.xml']!)).toContain('w:cs="Noto Nastaliq Urdu"')
    }
  },
)

test('who may take out what; every file that leaves is an event', async () => {
  const viewer = await staffClient(app, 'viewer')
  const status = async (what: string) => (await viewer.get(`/api/calls/${call.id}/${what}`)).status
  expect([await status('registrations.xlsx'), await status('answers.csv')]).toEqual([403, 200])
  const events = await eventsOf(app, [`exports:${call.id}`])
  expect(events.at(-1)).toMatchObject({
    type: 'export.made',
    data: { call: call.id, what: 'answers', format: 'csv', rows: MAKE_IT_RUN.length + 1 },
    text: null,
  })
})

/** What an XML parser has to say against it. */
function wrong(xml: string): string | null {
  const valid = XMLValidator.validate(xml)
  return valid === true ? null : valid.err.msg
}
