import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type CalendarEntry, calendarFile, senderOf } from './calendar-file.ts'

const at = (text: string) => Temporal.Instant.from(text)

const entry: CalendarEntry = {
  method: 'REQUEST',
  uid: 'c1@dl.example',
  sequence: 4,
  stamp: at('2026-04-02T09:00:00.123Z'),
  startsAt: at('2026-04-23T12:00:00Z'),
  endsAt: at('2026-04-23T13:15:00Z'),
  summary: 'Cloud; data, and \\ more',
  url: 'https://dl.example/calls/cloud',
  organizer: { name: 'U.S. Mission, Islamabad', email: 'direct-line@mission.example' },
  attendee: { name: 'Laura "L" Whitcomb', email: 'laura@firm.example', status: 'ACCEPTED' },
}

/** What a calendar program reads out of the file. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const component = calendar.getFirstSubcomponent('vevent')!
  const event = new ICAL.Event(component)
  return {
    method: calendar.getFirstPropertyValue('method'),
    status: component.getFirstPropertyValue('status'),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
    zone: event.startDate.zone.tzid,
    attendees: event.attendees.map((each) => each.getFirstValue()),
  }
}

describe('the calendar file of a call', () => {
  it('is read by a calendar program as it was meant', () => {
    expect(read(calendarFile(entry))).toEqual({
      method: 'REQUEST',
      status: 'CONFIRMED',
      uid: 'c1@dl.example',
      sequence: 4,
      summary: entry.summary,
      description: null,
      starts: '2026-04-23T12:00:00.000Z',
      ends: '2026-04-23T13:15:00.000Z',
      zone: 'UTC',
      attendees: ['MAILTO:laura@firm.example'],
    })
  })

  it('takes the entry out when it is cancelled: same UID, CANCEL and CANCELLED', () => {
    expect(read(calendarFile({ ...entry, method: 'CANCEL', sequence: 5 }))).toMatchObject({
      method: 'CANCEL',
      status: 'CANCELLED',
      uid: 'c1@dl.example',
      sequence: 5,
    })
  })

  it('asks nobody in particular when it is published', () => {
    expect(read(calendarFile({ ...entry, method: 'PUBLISH' }))).toMatchObject({
      method: 'PUBLISH',
      attendees: [],
    })
  })

  it('folds lines of more than 75 octets without cutting a letter, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), (text) => {
        const summary = `پاکستان ${text.replace(/[\p{Cc}\p{Cs}]/gu, '')} مواقع`
        const file = calendarFile({ ...entry, summary, description: summary })
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(read(file)).toMatchObject({ summary, description: summary })
      }),
      { numRuns: 60 },
    )
  })

  it('says the same instant on both sides of a change of the clocks', () => {
    for (const local of ['2026-03-08T01:30', '2026-03-08T03:30', '2026-11-01T00:30', '2026-11-01T02:30']) {
      const startsAt = Temporal.PlainDateTime.from(local).toZonedDateTime('America/New_York').toInstant()
      const { starts, ends } = read(
        calendarFile({ ...entry, startsAt, endsAt: startsAt.add({ minutes: 75 }) }),
      )
      expect([at(starts).toString(), at(ends).toString()]).toEqual([
        startsAt.toString(),
        startsAt.add({ minutes: 75 }).toString(),
      ])
    }
  })
})

it('the sender is read with and without a name', () => {
  expect(senderOf('"Direct Line" <direct-line@mission.example>')).toEqual({
    name: 'Direct Line',
    email: 'direct-line@mission.example',
  })
  expect(senderOf('direct-line@mission.example').email).toBe('direct-line@mission.example')
})
