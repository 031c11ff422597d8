import type { Expectation } from '../expectation.ts'
import { approvers, everybody, here, officers, staff } from '../groups.ts'

const readers = [...staff, ...here('host', 'moderator')]

/** What came of a call is the mission's until it is published: its staff and who ran the call read it, officers write it. */
export const outcomes: Expectation = {
  routes: {
    attendance: { may: readers, input: ({ call }) => ({ call }) },
    answers: { may: readers, input: ({ call }) => ({ call }) },
    series: { may: staff, input: ({ series }) => ({ series }) },
    readout: { may: readers, input: ({ call }) => ({ call }) },
    compile: { may: officers, input: ({ call }) => ({ call }) },
    save: {
      may: officers,
      input: ({ call }) => ({
        call,
        basedOn: 1,
        locale: 'en',
        headline: { key: 'headline', text: 'A headline' },
        paragraphs: [],
      }),
      absent: true,
    },
    publish: { may: officers, input: ({ call }) => ({ call, version: 1 }), absent: true },
    word: { may: officers, input: ({ call }) => ({ call, set: {} }) },
    translations: { may: readers, input: ({ call }) => ({ call, locale: 'ur' }) },
    translate: {
      may: officers,
      input: ({ call }) => ({ call, seq: 1, locale: 'ur', text: 'ترجمہ' }),
      absent: true,
    },
  },
  pages: {
    registrationsCsv: { may: approvers, input: ({ call }) => ({ call }) },
    registrationsXlsx: { may: approvers, input: ({ call }) => ({ call }) },
    seriesCsv: { may: staff, input: ({ series }) => ({ series }) },
    seriesXlsx: { may: staff, input: ({ series }) => ({ series }) },
    attendanceXlsx: { may: readers, input: ({ call }) => ({ call }) },
    answersXlsx: { may: readers, input: ({ call }) => ({ call }) },
    readoutDocx: { may: readers, input: ({ call }) => ({ call }), absent: true },
    answersDocx: { may: readers, input: ({ call }) => ({ call }) },
    attendanceCsv: { may: readers, input: ({ call }) => ({ call }) },
    answersCsv: { may: readers, input: ({ call }) => ({ call }) },
    readout: { may: everybody, input: ({ slug }) => ({ slug }), absent: true },
    readoutHtml: { may: readers, input: ({ call }) => ({ call }), absent: true },
  },
}
