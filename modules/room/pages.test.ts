import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import type { AnswerRow, Answers } from '../outcomes/contract.ts'
import {
  type EntryView,
  entitiesOf,
  entityOf,
  listOf,
  type QuestionList,
  type QuestionView,
} from './contract.ts'
import { inviteCrowd } from './factories/crowd.ts'
import { longRecord } from './factories/long-record.ts'
import { guest, panelGuest, publishedCall } from './factories/scene.ts'

/** The call goes on for hours: some 290 questions, 600 points taken down, votes. */
const EVENTS = 12_000

let app: TestApp
let call: CallFacts
let officer: Client
let dana: Client
let secretary: Client
let stranger: Client
let desk: RoomSocket
let firm: RoomSocket

beforeAll(async () => {
  app = await startTestApp()
  call = await publishedCall(app.context)
  const { people } = await inviteCrowd(app.context, call.id, 50)
  await longRecord(app.context, call, people, EVENTS, true)
  officer = await staffClient(app, 'officer')
  const links = await app.inside(async (tx) => {
    const attendee = (name: string) => guest(tx, call.id, { name, firm: name, roles: ['attendee'] })
    return [
      (await attendee('Dana Webb')).url,
      (await attendee('Gus Late')).url,
      (await panelGuest(tx, call, 'panelist')).url,
    ]
  })
  dana = await linkClient(app, links[0] ?? '')
  stranger = await linkClient(app, links[1] ?? '')
  secretary = await linkClient(app, links[2] ?? '')
  desk = await roomSocket(app, officer, call.id)
  firm = await roomSocket(app, dana, call.id)
  await firm.command('enter', { acceptedRules: call.rulesVersion })
  await firm.until((room) => room.audience === 'attendees')
  await desk.until((room) => room.audience === 'mission')
})
afterAll(async () => app.stop())

interface Page<T> {
  readonly items: T[]
  readonly next: string | null
  readonly total: number
}

/** All pages of a list, one after the other. */
async function paged<T>(who: Client, path: string, query: Record<string, string> = {}): Promise<T[]> {
  const all: T[] = []
  let cursor: string | null = '0'
  while (cursor !== null) {
    const asked: string = String(new URLSearchParams({ ...query, limit: '40', cursor }))
    const { items, next }: Page<T> = (await who.get<Page<T>>(`/api/calls/${call.id}/${path}?${asked}`)).body
    all.push(...items)
    cursor = next
  }
  return all
}

const carriedOf = (socket: RoomSocket, list: QuestionList): QuestionView[] =>
  entitiesOf(socket.room(), 'question').filter((question) => listOf(question) === list)
const idsOf = (some: readonly { readonly id: string }[]): string[] => some.map(({ id }) => id)
const byteLength = (socket: RoomSocket): number =>
  Math.max(...socket.received.map((text) => Buffer.byteLength(text)))

describe('a long call', () => {
  it('comes with what is live and the newest, and says how much there is', async () => {
    const counts = entityOf(desk.room(), 'counts')?.mission
    expect(counts?.questions.visible).toBeGreaterThan(130)
    expect(carriedOf(desk, 'visible').length).toBeLessThanOrEqual(130)
    expect(carriedOf(desk, 'answered')).toHaveLength(40)
    expect(carriedOf(desk, 'pending')).toHaveLength(counts?.questions.pending ?? -1)
    const entries = Object.values(counts?.entries ?? {}).reduce((sum, each) => sum + each, 0)
    expect(entries).toBeGreaterThan(500)
    expect(entitiesOf(desk.room(), 'entry').length).toBeLessThanOrEqual(180)
    expect(byteLength(desk)).toBeLessThan(300_000)
    expect(byteLength(firm)).toBeLessThan(150_000)
  })

  it.each(['visible', 'answered', 'owed'] as const)(
    'gives the others of the %s by page, each once',
    async (list) => {
      for (const [who, socket] of [
        [officer, desk],
        [dana, firm],
      ] as const) {
        const { mission, attendees } = entityOf(socket.room(), 'counts') ?? {}
        const carried = carriedOf(socket, list)
        const others = await paged<QuestionView>(who, 'questions', { list })
        const all = new Set(idsOf([...carried, ...others]))
        expect(all.size).toBe(carried.length + others.length)
        expect(all.size).toBe((mission ?? attendees)?.questions[list])
      }
    },
  )

  it('shows each audience of a page what it may see, and nobody at the door anything', async () => {
    const [theirs] = await paged<QuestionView>(dana, 'questions', { list: 'answered' })
    const [ours] = await paged<QuestionView>(officer, 'questions', { list: 'answered' })
    expect(theirs?.id).toBe(ours?.id)
    expect(ours).toHaveProperty('asker')
    expect(theirs).not.toHaveProperty('asker')
    expect(await paged(dana, 'questions', { list: 'pending' })).toEqual([])
    expect(await paged(dana, 'questions', { list: 'dismissed' })).toEqual([])
    for (const who of [stranger, secretary]) {
      const { status } = await who.get(`/api/calls/${call.id}/questions`)
      expect(status).toBe(403)
    }
    expect((await dana.get(`/api/calls/${call.id}/entries`)).status).toBe(403)
  })

  it('takes a vote for a question of a page, and brings it to everybody once it lies with the panel', async () => {
    const before = await lastOfPages()
    expect(await firm.command('vote', { question: before.id })).toMatchObject({ t: 'ack' })
    await firm.until((room) => entityOf(room, 'org')?.votes.includes(before.id) ?? false)
    const after = (await paged<QuestionView>(dana, 'questions', { list: 'visible' })).find(
      ({ id }) => id === before.id,
    )
    expect((after ?? entityOf(firm.room(), 'question', before.id))?.votes).toBe(before.votes + 1)
    // What lies with somebody on stage comes to everybody, wherever it stood.
    await desk.command('assignQuestion', { question: before.id, panelMember: call.panel[1]?.id ?? '' })
    await firm.until((room) => entityOf(room, 'question', before.id)?.state === 'assigned')
  })

  it('finds an old question to merge into, and an old point of the record', async () => {
    const old = await lastOfPages()
    const words = old.text?.split(':')[0] ?? ''
    const found = await officer.get<Page<QuestionView>>(
      `/api/calls/${call.id}/questions?search=${encodeURIComponent(`${words.toUpperCase()}:`)}`,
    )
    expect(idsOf(found.body.items)).toEqual([old.id])
    const [pending] = carriedOf(desk, 'pending')
    await desk.command('mergeQuestion', { question: pending?.id ?? '', into: old.id })
    const page = await officer.get<Page<QuestionView>>(`/api/calls/${call.id}/questions?search=${words}:`)
    expect(page.body.items[0]?.merged).toMatchObject([{ id: pending?.id }])
    const points = await officer.get<Page<EntryView>>(`/api/calls/${call.id}/entries?search=point 30 of`)
    expect(points.body.items).toMatchObject([{ kind: 'key point', text: 'Point 30 of a long day' }])
  })

  it('gives the older entries of one kind, newest first, with what promises are about', async () => {
    const quotes = await paged<EntryView>(officer, 'entries', { kind: 'quote' })
    expect(new Set(quotes.map(({ kind }) => kind))).toEqual(new Set(['quote']))
    const carried = entitiesOf(desk.room(), 'entry').filter(({ kind }) => kind === 'quote')
    expect(quotes.length + carried.length).toBe(entityOf(desk.room(), 'counts')?.mission?.entries.quote)
    const promises = await officer.get<Page<EntryView> & { about: QuestionView[] }>(
      `/api/calls/${call.id}/entries?kind=promise&search=forms`,
    )
    expect(idsOf(promises.body.about)).toEqual(promises.body.items.map(({ question }) => question))
  })

  it('keeps what a firm asked in its own list, however old, and what lies with somebody on stage in theirs', async () => {
    const made = await firm.command('submitQuestion', { text: 'Is a translation needed?' })
    const id = made.t === 'ack' ? (made.made ?? '') : ''
    await desk.command('dismissQuestion', { question: id, reason: 'off topic' })
    await firm.until(
      (room) => entityOf(room, 'me')?.questions.some(({ state }) => state === 'dismissed') ?? false,
    )
    const panelMember = call.panel[1]?.id ?? ''
    const { body } = await officer.get<Page<QuestionView>>(
      `/api/calls/${call.id}/questions?panelMember=${panelMember}&search=question`,
    )
    expect(body.items.length).toBeGreaterThan(0)
    expect(body.items.every(({ assigned }) => assigned === panelMember)).toBe(true)
  })
})

describe('the answer register of a long call', () => {
  const register = (query: string) => officer.get<Answers>(`/api/calls/${call.id}/answers?${query}`)

  it('comes by page, what is owed first, each question once, and counts all of them on each', async () => {
    const all: AnswerRow[] = []
    let cursor: string | null = '0'
    while (cursor !== null) {
      const { body }: { body: Answers } = await register(`limit=40&cursor=${cursor}`)
      expect(body.rows.length).toBeLessThanOrEqual(40)
      expect(body).toMatchObject({ asked: body.total, owed: 29 })
      all.push(...body.rows)
      cursor = body.next
    }
    const { total, unanswered } = (await register('limit=1')).body
    expect(new Set(all.map(({ question }) => question)).size).toBe(total)
    expect(all.length).toBe(total)
    expect(all.findLastIndex(({ owed }) => owed !== null)).toBe(28)
    const open = ['pending', 'visible', 'assigned']
    expect(unanswered).toBe(all.filter(({ state }) => open.includes(state)).length)
    const rest = all.filter(({ owed }) => owed === null).map(({ event }) => event.seq)
    expect(rest).toEqual(rest.toSorted((a, b) => a - b))
  })

  it('is whole in a file, in the order asked; and there is no page before the first', async () => {
    const csv = await officer.get<string>(`/api/calls/${call.id}/answers.csv?text=en`)
    const { total } = (await register('limit=1')).body
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(total + 1)
    expect((await register('cursor=-1')).status).toBe(422)
    expect((await register('cursor=x')).status).toBe(422)
    expect((await officer.get(`/api/calls/${call.id}/questions?cursor=1.5`)).status).toBe(422)
  })
})

/** A question that no socket carries. */
async function lastOfPages(): Promise<QuestionView> {
  const question = (await paged<QuestionView>(officer, 'questions', { list: 'visible' })).at(-1)
  if (!question) throw new Error('all of them are carried')
  expect(entityOf(firm.room(), 'question', question.id)).toBeNull()
  return question
}
