import { describe, expect, it } from 'vitest'
import { type CheckedCall, checklist, missing } from './checklist.ts'

const NOW = Temporal.Instant.from('2026-04-02T09:00:00Z')
const at = (text: string) => Temporal.Instant.from(text)

const whole: CheckedCall = {
  topic: { en: 'Growing IT sector', ur: 'آئی ٹی شعبہ' },
  description: { en: 'Ask.', ur: 'پوچھیے۔' },
  openTo: { en: 'U.S. firms', ur: null },
  hostPlace: { en: 'Islamabad', ur: null },
  startsAt: at('2026-04-23T12:00:00Z'),
  zone: 'Asia/Karachi',
  endsAt: at('2026-04-23T13:15:00Z'),
  rsvpDeadline: at('2026-04-21T21:00:00Z'),
  capacity: 60,
  sectors: ['cloud-computing'],
  countries: ['PK'],
  languages: ['en'],
  panel: [
    { role: 'host', name: { en: 'H' } },
    { role: 'panelist', name: { en: 'P' } },
  ],
  agenda: [{ minutes: 75, title: { en: 'Answers' } }],
}
const none = { en: '', ur: null }

describe('what is missing before a call is published', () => {
  it('is nothing when everything is there', () => {
    expect(checklist(whole, NOW).filter((item) => !item.done)).toEqual([])
  })

  it('is everything that is required when there is only a topic', () => {
    const draft: CheckedCall = {
      ...whole,
      description: none,
      openTo: none,
      hostPlace: none,
      startsAt: null,
      endsAt: null,
      rsvpDeadline: null,
      capacity: null,
      sectors: [],
      countries: [],
      languages: [],
      panel: [],
      agenda: [],
    }
    expect(missing(draft, NOW)).toEqual([
      'host',
      'starts-at',
      'host-place',
      'description',
      'panel',
      'rsvp-deadline',
      'capacity',
      'sectors',
      'countries',
      'languages',
    ])
  })

  it.each([
    [
      'a call in the past',
      { startsAt: at('2026-04-01T12:00:00Z'), endsAt: at('2026-04-01T13:00:00Z') },
      ['starts-in-future', 'rsvp-before-start'],
    ],
    ['a deadline after the start', { rsvpDeadline: at('2026-04-23T12:00:01Z') }, ['rsvp-before-start']],
    ['a deadline in the past', { rsvpDeadline: at('2026-04-02T08:59:59Z') }, ['rsvp-in-future']],
    ['an item that nobody named', { agenda: [{ minutes: 9, title: { en: 'New item' } }] }, ['agenda-named']],
    ['a panel of the host alone', { panel: [{ role: 'host', name: { en: 'H' } }] }, ['panel']],
  ] as const)('names %s', (_what, change, expected) => {
    expect(missing({ ...whole, ...change }, NOW)).toEqual(expected)
  })

  it.each([
    ['a Saturday', '2026-04-25T05:00:00Z', 'Asia/Karachi', false],
    ['a Sunday that is still Saturday in London', '2026-04-25T20:00:00Z', 'Asia/Karachi', false],
    ['a call that ends in Friday prayers', '2026-04-24T07:30:00Z', 'Asia/Karachi', false],
    ['a call that begins in Friday prayers', '2026-04-24T09:29:00Z', 'Asia/Karachi', false],
    ['a Friday until prayers begin', '2026-04-24T07:00:00Z', 'Asia/Karachi', true],
    ['a Friday after prayers', '2026-04-24T09:30:00Z', 'Asia/Karachi', true],
    ['Friday noon elsewhere', '2026-04-24T17:30:00Z', 'America/New_York', true],
  ] as const)('advises a working time at the host: %s', (_what, startsAt, zone, done) => {
    const call = { ...whole, startsAt: at(startsAt), endsAt: at(startsAt).add({ minutes: 60 }), zone }
    expect(checklist(call, NOW).find(({ check }) => check === 'working-time')).toEqual({
      check: 'working-time',
      required: false,
      done,
    })
  })

  it('advises, without refusing, an agenda that fits and the second language', () => {
    const advised = {
      ...whole,
      agenda: [{ minutes: 76, title: { en: 'Answers' } }],
      topic: { en: 'Only English', ur: null },
    }
    expect(missing(advised, NOW)).toEqual([])
    expect(
      checklist(advised, NOW)
        .filter((item) => !item.done)
        .map((item) => [item.check, item.required]),
    ).toEqual([
      ['agenda-fits', false],
      ['second-language', false],
    ])
  })
})
