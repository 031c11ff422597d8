import { describe, expect, it } from 'vitest'
import { readPeople, readPerson } from './people.ts'
import { readWrittenTime } from './written-time.ts'

const read = (text: string, year: number | null = null) => {
  const { at, zone, minutes, doubts } = readWrittenTime(text, year)
  return [at?.toString() ?? null, zone, minutes, doubts.length]
}

describe('a time as people write it', () => {
  it.each([
    ['Thursday, November 13, 2014; 10:00 a.m. EST (2100 BST)', '2014-11-13T15:00:00Z', 'Asia/Dhaka', null, 0],
    ['Thursday, June 12, 2014; 10:00 a.m. EDT (1500 BST)', '2014-06-12T14:00:00Z', 'Europe/London', null, 0],
    [
      'November 12, 2014; 6:00 p.m. EST (November 13 at 7:00 a.m. local)',
      '2014-11-12T23:00:00Z',
      null,
      null,
      1,
    ],
    [
      'Tuesday, 3 March 2015, 9 a.m. – 10:30 a.m. Eastern Time',
      '2015-03-03T14:00:00Z',
      'America/New_York',
      90,
      0,
    ],
    ['March 3, 2015, 11:00-12:30 p.m. ET', '2015-03-03T16:00:00Z', 'America/New_York', 90, 0],
    ['March 3rd, 2015 at noon Karachi time', '2015-03-03T07:00:00Z', 'Asia/Karachi', null, 0],
    ['2015-03-03 14:00 UTC+5:30', '2015-03-03T08:30:00Z', '+05:30', null, 0],
    [
      'Jan. 5, 2015; 8:00 p.m. EST (January 6, 9:00 a.m. SGT)',
      '2015-01-06T01:00:00Z',
      'Asia/Singapore',
      null,
      0,
    ],
  ])('%s', (text, at, zone, minutes, doubts) => {
    expect(read(text)).toEqual([at, zone, minutes, doubts])
  })

  it.each([
    ['a day that does not exist', 'February 30, 2015; 10:00 a.m. EST'],
    ['another day of the week', 'Friday, November 13, 2014; 10:00 a.m. EST'],
    ['winter time in summer', 'July 3, 2015; 10:00 a.m. EST'],
    ['a word for several zones alone', 'March 3, 2015; 10:00 a.m. CST'],
    ['two times that are not one moment', 'March 3, 2015; 10:00 a.m. EST (9:00 p.m. PKT)'],
    ['no zone', 'March 3, 2015; 10:00 a.m.'],
    ['no year', 'March 3; 10:00 a.m. EST'],
    ['day and month in figures', '04/05/2015 10:00 a.m. EST'],
    ['an hour that the clock skips', 'March 8, 2015; 2:30 a.m. ET'],
    ['no date at all', 'To be announced'],
  ])('%s is a doubt and no moment', (_what, text) => {
    expect(read(text)).toEqual([null, null, null, 1])
  })
})

describe('people as they are named', () => {
  it('an office before the name, or behind it', () => {
    expect(readPerson('Ambassador Ada Hostwell')).toEqual({
      name: 'Ada Hostwell',
      title: 'Ambassador',
      organization: '',
    })
    expect(readPerson('Carl J. Example, Director of the Example Institute')).toEqual({
      name: 'Carl J. Example',
      title: 'Director of the Example Institute',
      organization: '',
    })
    expect(readPerson('several experts of the embassy')).toBeNull()
  })

  it('a list in prose, or nobody', () => {
    expect(
      readPeople(
        'Pia Example, Executive Director of the Sample Association, Nick Sample, Chairman of Sample Alliance, and Jo Test, Regional Manager, Test Works Asia Ltd.',
      )?.map((each) => [each.name, each.title, each.organization]),
    ).toEqual([
      ['Pia Example', 'Executive Director of the Sample Association', ''],
      ['Nick Sample', 'Chairman of Sample Alliance', ''],
      ['Jo Test', 'Regional Manager', 'Test Works Asia Ltd.'],
    ])
    expect(readPeople('Embassy economic and commercial experts.')).toBeNull()
  })
})
