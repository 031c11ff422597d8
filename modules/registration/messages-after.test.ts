import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import { systemIds } from '../../kernel/ids.ts'
import type { Client } from '../../testing/client.ts'
import { MAILBOXES, type WithRegistrants, withRegistrants } from '../../testing/registrants.ts'
import { comeBy, staffClient } from '../../testing/sign-in.ts'
import type { CommandInput, CommandName } from '../room/contract.ts'
import { roomCommands } from '../room/contract.ts'
import type { MessageRecipients, MessageRow, MessageText } from './contract.ts'

// The call is over. Laura and Nadeem came; Omar had a seat, asked in advance and did not come; Ravi was never given one.

const me = system('test')
let stage: WithRegistrants
let officer: Client
const asked: Record<'live' | 'owed' | 'hidden' | 'omar', Id> = { live: '', owed: '', hidden: '', omar: '' }

const command = async <N extends CommandName>(who: Client, name: N, input: CommandInput<N>): Promise<Id> => {
  const { status, body } = await who.post<{ made: Id | null }>(`/api/calls/${stage.call.id}/commands`, {
    id: systemIds(),
    name,
    input,
  })
  if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`)
  return body.made ?? ''
}
const open = (person: Id) => comeBy(stage.app, stage.call.id, person)

beforeAll(async () => {
  stage = await withRegistrants()
  const { app, call, registered } = stage
  const inAdvance = (person: Id, text: string) =>
    app.inside(
      async (tx) =>
        (
          await tx.use(roomCommands).askInAdvance(tx, me, {
            call: call.id,
            person,
            organization: null,
            text,
            visibility: 'mission and panel',
            showFirm: 'mission',
          })
        ).question,
    )
  asked.omar = await inAdvance(registered.omar.person, 'Is the customs form the blue one?')

  app.clock.set('2026-04-23T11:55:00Z')
  officer = await staffClient(app, 'officer')
  const laura = await open(registered.laura.person)
  const nadeem = await open(registered.nadeem.person)
  await command(officer, 'openRoom', {})
  for (const who of [laura, nadeem]) await command(who, 'enter', { acceptedRules: call.rulesVersion })
  app.clock.set('2026-04-23T12:00:00Z')
  await command(officer, 'goOnAir', {})
  const ask = (who: Client, text: string) =>
    command(who, 'submitQuestion', { text, visibility: 'mission and panel', showFirm: 'mission' })
  asked.live = await ask(laura, 'Who licenses a data centre?')
  asked.owed = await ask(laura, 'Where is the land register?')
  asked.hidden = await ask(nadeem, 'ٹیکس کی شرح کیا ہے؟')
  const spoken = await ask(nadeem, 'کیا اسے محفوظ کیا جائے گا؟')
  const [, official] = call.panel
  const office = { kind: 'office', panelMember: official!.id } as const
  await command(officer, 'showQuestion', { question: asked.live })
  await command(officer, 'answerLive', {
    question: asked.live,
    summary: 'The authority, within thirty days.',
    speaker: office,
    saidAt: null,
  })
  // Nobody wrote down what was said.
  await command(officer, 'showQuestion', { question: spoken })
  await command(officer, 'answerLive', { question: spoken, summary: null, speaker: office, saidAt: null })
  await command(officer, 'showQuestion', { question: asked.owed })
  await command(officer, 'followUp', {
    question: asked.owed,
    how: 'send',
    owner: office,
    due: '2026-05-07',
    promise: 'A link to the register',
  })
  // Taken down for the panel and the mission only.
  await command(officer, 'recordEntry', {
    kind: 'promise',
    text: 'The ministry will look into the cellar',
    speaker: { kind: 'host' },
    aspect: null,
    saidAt: null,
    owner: office,
    due: '2026-05-01',
  })
  app.clock.set('2026-04-23T13:10:00Z')
  await command(officer, 'endBroadcast', {})
  await command(officer, 'endCall', {})
  await command(officer, 'answerInWriting', {
    question: asked.omar,
    text: 'No, the green one.',
    onBehalf: null,
  })
  app.clock.set('2026-04-24T08:00:00Z')
  officer = await staffClient(app, 'officer')
  await app.drain()
  stage.post.received.length = 0
}, 60_000)
afterAll(() => stage.stop())

const standard = async (id: string) => {
  const { body } = await officer.get<{ standard: { id: string; states: string[]; text: MessageText }[] }>(
    `/api/calls/${stage.call.id}/message-templates`,
  )
  return body.standard.find((each) => each.id === id)!
}
const sendStandard = async (id: 'thank_you' | 'missed_you', people: number) => {
  const { text, states } = await standard(id)
  const answer = await officer.post<MessageRow>(`/api/calls/${stage.call.id}/messages`, {
    id: systemIds(),
    text,
    states,
    standard: id,
    people,
  })
  await stage.app.drain()
  return answer
}

test('who came and who did not is known from the record', async () => {
  const { body } = await officer.get<MessageRecipients>(
    `/api/calls/${stage.call.id}/message-recipients?states=attended,no-show,approved`,
  )
  expect(body.states).toMatchObject({ approved: 3, attended: 2, 'no-show': 1, pending: 1 })
  expect(body.people).toBe(3)
})

test('who came is thanked, with the answers to her own questions and what is still owed to her, by which office and day', async () => {
  expect((await sendStandard('thank_you', 2)).body).toMatchObject({ people: 2, standard: 'thank_you' })
  expect(stage.post.received).toHaveLength(2)
  const [laura] = stage.post.to(MAILBOXES.laura)
  const text = laura!.text ?? ''
  expect(laura!.subject).toBe(`Thank you: ${stage.call.topic.en}`)
  expect(text).toContain('> Who licenses a data centre?\n\nAnswered on the call by Ministry of IT:')
  expect(text).toContain('> The authority, within thirty days.')
  expect(text).toContain('An answer is promised and still to come.')
  expect(text).toContain('Still owed to you:\n\n> Where is the land register?\n> A link to the register')
  expect(text).toContain('By: Ministry of IT\nUntil: May 7')

  const [nadeem] = stage.post.to(MAILBOXES.nadeem)
  expect(nadeem!.text).toContain('ٹیکس کی شرح کیا ہے؟')
  expect(nadeem!.text).toContain('کال کے دوران اس کا جواب نہیں دیا گیا۔')
  expect(nadeem!.text).toContain('> کیا اسے محفوظ کیا جائے گا؟\n\nکال کے دوران زبانی جواب دیا گیا۔')
  expect(nadeem!.text).not.toContain('آپ کے لیے جو ابھی باقی ہے')
})

test('nobody reads what somebody else asked, nor what was taken down for the panel', () => {
  const [laura] = stage.post.to(MAILBOXES.laura)
  const [nadeem] = stage.post.to(MAILBOXES.nadeem)
  for (const secret of ['cellar', 'customs form', 'Omar', 'Bilal']) {
    expect(laura!.text).not.toContain(secret)
    expect(nadeem!.text).not.toContain(secret)
  }
  expect(laura!.text).not.toContain('ٹیکس')
  expect(nadeem!.text).not.toContain('land register')
})

test('who did not come reads other words, and her answer all the same', async () => {
  stage.post.received.length = 0
  await sendStandard('missed_you', 1)
  expect(stage.post.received).toHaveLength(1)
  const [omar] = stage.post.to(MAILBOXES.omar)
  expect(omar!.subject).toBe(`We missed you: ${stage.call.topic.en}`)
  expect(omar!.text).toContain('> Is the customs form the blue one?')
  expect(omar!.text).toContain('> No, the green one.')
  expect(omar!.text).not.toContain('thank you for taking part')
  expect(
    (await officer.get<{ items: MessageRow[] }>(`/api/calls/${stage.call.id}/messages`)).body.items,
  ).toMatchObject([
    { standard: 'missed_you', states: ['no-show'], people: 1, progress: { sent: 1 } },
    { standard: 'thank_you', states: ['attended'], people: 2, progress: { sent: 2 } },
  ])
})
