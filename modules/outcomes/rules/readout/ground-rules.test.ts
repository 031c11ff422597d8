import { describe, expect, test } from 'vitest'
import { personId, readoutSource, recordWriter, seat } from '../../factories/record.ts'
import en from '../../locales/en.json' with { type: 'json' }
import ur from '../../locales/ur.json' with { type: 'json' }
import { voices } from '../say.ts'
import { compileReadout } from './compile.ts'
import type { ReadoutSource } from './source.ts'

const say = voices({ en: en.readout, ur: ur.readout })
const host = seat(1, { name: { en: 'Ada Quill', ur: null }, isHost: true })
const guest = seat(2, {
  name: { en: 'Tomas Verrin', ur: null },
  title: { en: 'Director', ur: null },
  organization: { en: 'Harbor Authority', ur: null },
})

/** A call with host, one official and one attendee, and what the test writes into its record. */
function callWith(
  write: (call: ReturnType<typeof recordWriter>) => void,
  about: Partial<ReadoutSource> = {},
) {
  const call = recordWriter()
  call.member(-5, host)
  call.member(-5, guest)
  call.attendee(1, personId(1), null)
  call.onAir()
  write(call)
  call.debrief(60)
  call.end(65)
  const source = readoutSource({ panel: [host, guest], record: call.record, ...about })
  const draft = compileReadout(source, 'en', say.en)
  return { draft, text: draft.paragraphs.flatMap((p) => p.sentences.map((s) => s.text)).join(' ') }
}

const byGuest = { kind: 'panel member', panelMember: guest.id } as const
const byHost = { kind: 'host' } as const

describe('what a readout must not say', () => {
  test('off the record nothing is said, only counted', () => {
    const { draft, text } = callWith((call) => {
      call.entry(10, 'key point', 'the port may be sold', { speaker: byGuest, groundRules: 'off the record' })
      call.entry(11, 'topic', 'a secret buyer', { groundRules: 'off the record' })
    })
    expect(text).not.toMatch(/sold|buyer/)
    expect(draft.omissions).toEqual([{ key: 'off the record', count: 2, since: '2026-04-23T12:10:00Z' }])
  })

  test('background: nothing with a name, but a growth opportunity names nobody', () => {
    const { draft, text } = callWith((call) => {
      call.entry(10, 'key point', 'tariffs will fall', { speaker: byGuest, groundRules: 'background' })
      call.entry(11, 'topic', 'cold storage', {
        speaker: byGuest,
        aspect: 'growth opportunity',
        groundRules: 'background',
      })
    })
    expect(text).toContain('The webinar highlighted growth opportunities in cold storage.')
    expect(text).not.toContain('tariffs')
    expect(draft.omissions).toEqual([{ key: 'background', count: 1, since: '2026-04-23T12:10:00Z' }])
  })

  test('a quote needs a grant, and a correction takes the grant back', () => {
    const quote = 'We open the port to everyone.'
    const granted = callWith((call) => {
      call.entry(10, 'quote', quote, { speaker: byGuest, publication: 'granted' })
    })
    expect(granted.text).toContain('Tomas Verrin said, “We open the port to everyone.”')
    for (const publication of ['not asked', 'asked', 'refused'] as const) {
      const { text } = callWith((call) => {
        call.entry(10, 'quote', quote, { speaker: byGuest, publication })
      })
      expect(text, publication).not.toContain('open the port')
    }
    const corrected = callWith((call) => {
      const entry = call.entry(10, 'quote', quote, { speaker: byGuest, publication: 'granted' })
      const data = { entry, speaker: byGuest, aspect: null, saidAt: call.at(10), rewritten: true }
      call.put(12, { type: 'entry.corrected', data, text: 'We open the port to nobody.' })
    })
    expect(corrected.text).not.toContain('open the port')
    expect(corrected.draft.omissions).toMatchObject([{ key: 'quote not granted', count: 1 }])
    expect(corrected.draft.gaps).toContainEqual({ key: 'quotes waiting', count: 1 })
  })

  test('a quote said on background is not quoted even if it was granted', () => {
    const { draft, text } = callWith((call) => {
      call.entry(10, 'quote', 'Between us.', {
        speaker: byGuest,
        groundRules: 'background',
        publication: 'granted',
      })
    })
    expect(text).not.toContain('Between us')
    expect(draft.omissions).toMatchObject([{ key: 'quote not on the record' }])
  })

  test('who did not come is not named', () => {
    const absent = seat(3, { name: { en: 'Lena Absent', ur: null } })
    const { draft, text } = callWith(() => undefined, { panel: [host, guest, absent] })
    expect(text).not.toContain('Absent')
    expect(draft.omissions).toContainEqual({ key: 'panel member absent', count: 1, since: null })
  })

  test('what was withdrawn or erased is not said', () => {
    const { draft, text } = callWith((call) => {
      const entry = call.entry(10, 'topic', 'piers')
      call.put(11, { type: 'entry.withdrawn', data: { entry } })
      call.entry(12, 'topic', 'cranes')
      const erased = call.record.at(-1)
      if (erased) Object.assign(erased, { text: null })
    })
    expect(text).not.toMatch(/piers|cranes/)
    expect(draft.gaps).toContainEqual({ key: 'removed', count: 1 })
  })
})

describe('names and pronouns', () => {
  test('without a known pronoun nobody’s gender is guessed', () => {
    const { text } = callWith((call) => {
      call.entry(2, 'quote', 'Welcome.', { speaker: byHost, publication: 'granted' })
      call.entry(3, 'quote', 'Trade is open.', { speaker: byHost, publication: 'granted' })
      call.entry(4, 'key point', 'The harbor is deep', { speaker: byHost, aspect: 'remark' })
    })
    expect(text).toContain('In remarks, Ada Quill said, “Welcome.” Ada Quill also added, “Trade is open.”')
    expect(text).toContain('Ada Quill also said that the harbor is deep.')
  })

  test('an office is named as an office', () => {
    const { text } = callWith((call) => {
      call.entry(9, 'key point', 'Permits take ten days', {
        speaker: { kind: 'office', panelMember: guest.id },
      })
    })
    expect(text).toContain('The Harbor Authority said: Permits take ten days.')
  })
})

test('whoever said something is known with every sentence that holds it, so that it can be erased with them', () => {
  const visitor = { kind: 'person', person: personId(1) } as const
  const { draft } = callWith((call) => {
    call.entry(10, 'topic', 'cold storage', { speaker: visitor, aspect: 'growth opportunity' })
    call.entry(11, 'topic', 'pier fees', { speaker: visitor })
    call.entry(12, 'topic', 'deepen the harbor', { speaker: byGuest, aspect: 'initiative' })
  })
  const peopleOf = (key: string) =>
    draft.paragraphs.flatMap((p) => p.sentences).find((sentence) => sentence.key === key)?.people
  expect(peopleOf('growth')).toEqual([personId(1)])
  expect(peopleOf('panel')).toContain(personId(1))
  expect(peopleOf('initiatives')).toEqual([guest.person])
})

test('what program and series are for follows "which" and "to", however it was typed', () => {
  const from = [{ stream: 'program:sample', seq: 1 }]
  const { text } = callWith(() => undefined, {
    program: {
      value: {
        name: { en: 'Open Doors', ur: null },
        description: { en: 'Brings people together.', ur: null },
      },
      from,
    },
    series: { value: { purpose: { en: 'Widen trade.', ur: null } }, from },
  })
  expect(text).toContain('the Open Doors program, which brings people together.')
  expect(text).toContain('led by Ada Quill and the U.S. Mission in Pakistan to widen trade.')
})
