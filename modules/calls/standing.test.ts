import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PostOffice, postOffice } from '../../testing/post-office.ts'
import { comeBy, type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallDto, HistoryEntry, PanelMember } from './contract.ts'
import { aPublishedCall } from './factories.ts'

// Whoever leaves the panel finds the call gone from her calendar; whoever comes back finds it there again.

let app: TestApp
let post: PostOffice
let officer: StaffClient

beforeAll(async () => {
  post = await postOffice()
  app = await startTestApp({ smtpUrl: post.url })
  officer = await staffClient(app, 'officer')
})
afterAll(async () => {
  await app.stop()
  await post.close()
})

/** A call with Dina on its panel, who is invited, and her office. */
async function scene(n: number) {
  const { id } = await app.inside((tx) => aPublishedCall(tx))
  const dina = `dina${n}@council.example`
  const office = `office${n}@council.example`
  const { body: member } = await officer.post<PanelMember>(`/api/calls/${id}/panel`, {
    role: 'panelist',
    name: { en: 'Dina Director' },
    title: { en: 'Director' },
    organization: { en: 'Council of Examples' },
    email: dina,
  })
  const path = `/api/calls/${id}/panel/${member.id}`
  const contact = { name: 'Farah Aide', email: office, locale: 'en' }
  const { body: withOffice } = await officer.put<PanelMember>(`${path}/office`, contact)
  await officer.post(`${path}/invite`, {})
  await app.drain()
  return { id, path, member, dina, office, aide: await comeBy(app, id, withOffice.office!) }
}

async function later(): Promise<void> {
  app.clock.advance({ minutes: 3 })
  await app.drain()
}

const textOf = (email: string) =>
  post
    .to(email)
    .at(-1)
    ?.text?.replace(/[\u2066-\u2069]/g, '') ?? ''

/** What her calendar program did with each file that came: its method and its number, for one entry. */
function calendarOf(email: string) {
  const files = post.to(email).flatMap((mail) =>
    mail.attachments
      .filter(({ contentType }) => contentType === 'text/calendar')
      .map((part) => {
        const calendar = new ICAL.Component(ICAL.parse(part.content.toString()))
        const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!)
        return { method: calendar.getFirstPropertyValue('method'), uid: event.uid, sequence: event.sequence }
      }),
  )
  expect(new Set(files.map(({ uid }) => uid)).size).toBe(1)
  const numbers = files.map(({ sequence }) => sequence)
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  return files.map(({ method }) => method)
}

it('her office names somebody else: her entry is taken out and says who comes; the office keeps its own', async () => {
  const { member, dina, office, aide } = await scene(1)
  const replacement = { name: { en: 'Dania Deputy' }, title: { en: 'Deputy' }, email: null }
  const answer = { answer: 'replaced', seen: null, replacement }
  expect((await aide.post(`/api/invitation/${member.id}/answer`, answer)).status).toBe(200)
  await later()
  expect(calendarOf(dina)).toEqual(['REQUEST', 'CANCEL'])
  expect(textOf(dina)).toContain('Dania Deputy takes your place on the panel of this call.')
  expect(calendarOf(office)).toEqual(['REQUEST'])
})

it('declined, and confirmed after all: out of both calendars, and back', async () => {
  const { path, dina, office } = await scene(2)
  await officer.patch(path, { state: 'declined' })
  await later()
  expect(textOf(office)).toContain('Dina Director is not expected on the panel')
  await officer.patch(path, { state: 'confirmed' })
  await later()
  expect(calendarOf(dina)).toEqual(['REQUEST', 'CANCEL', 'REQUEST'])
  expect(calendarOf(office)).toEqual(['REQUEST', 'CANCEL', 'REQUEST'])
})

it('taken off the panel by mistake and put back within two minutes: no calendar loses the entry', async () => {
  const { id, path, dina } = await scene(3)
  await officer.delete(path)
  const { body } = await officer.get<{ items: HistoryEntry[] }>(`/api/calls/${id}/history`)
  const undone = await officer.post<CallDto>(`/api/calls/${id}/history/${body.items[0]!.seq}/undo`)
  expect(undone.status).toBe(200)
  await later()
  expect(calendarOf(dina)).not.toContain('CANCEL')
  await officer.delete(path)
  await later()
  expect(calendarOf(dina).at(-1)).toBe('CANCEL')
})

it('whoever was never invited hears nothing', async () => {
  const { id } = await app.inside((tx) => aPublishedCall(tx))
  const before = post.received.length
  const { body } = await officer.get<CallDto>(`/api/calls/${id}`)
  await officer.patch(`/api/calls/${id}/panel/${body.panel[1]!.id}`, { state: 'declined' })
  await later()
  expect(post.received.length).toBe(before)
})
