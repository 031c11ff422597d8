import type { Expectation } from '../expectation.ts'
import {
  administrator,
  approvers,
  everybody,
  links,
  officers,
  officersAnywhere,
  staff,
  staffAnywhere,
} from '../groups.ts'

const registrant = {
  name: 'Laura Whitcomb',
  title: 'Director',
  email: 'laura@northvale.example',
  organization: 'Northvale Cloud',
  country: 'US',
  sectors: ['cloud-computing'],
  notice: 1,
  noticeRead: true,
}
const text = { en: { subject: 'Parking', body: 'Dear {name}, use the gate in the north.' }, ur: null }
const decision = { decision: 'approve' }

/** Everybody may register; the program's staff see who did, its approvers decide; a link shows its own registration only. */
export const registration: Expectation = {
  routes: {
    register: { may: everybody, input: ({ call }) => ({ call, ...registrant }) },
    list: { may: staff, input: ({ call }) => ({ call }) },
    counts: { may: staff, input: ({ call }) => ({ call }) },
    decideMany: {
      may: approvers,
      input: ({ call, nothing }) => ({ call, registrations: [nothing], ...decision }),
    },
    limitFirms: { may: approvers, input: ({ call }) => ({ call, perFirm: 3 }) },
    undo: { may: approvers, input: ({ call, nothing }) => ({ call, registrations: [nothing] }) },
    file: { may: staff, input: ({ registration: id }) => ({ registration: id }) },
    decide: { may: approvers, input: ({ registration: id }) => ({ registration: id, ...decision }) },
    history: { may: staffAnywhere, input: ({ nothing }) => ({ person: nothing }) },
    mine: { may: links, absent: true },
    cancelMine: { may: links, absent: true },
    changeMine: { may: links, input: () => ({ title: 'Head of Cloud' }), absent: true },
    undoCancelMine: { may: links, absent: true },
    answerMine: {
      may: links,
      input: () => ({ startsAt: '2026-04-23T12:00:00Z', answer: 'coming' }),
      absent: true,
    },
    notices: { may: everybody },
    writeNotice: {
      may: administrator,
      input: () => ({ text: { en: 'We keep what you write for a year.' } }),
    },
    messages: { may: staff, input: ({ call }) => ({ call }) },
    message: { may: staffAnywhere, absent: true, input: ({ nothing }) => ({ message: nothing }) },
    messageRecipients: { may: officers, input: ({ call }) => ({ call, states: 'pending' }) },
    previewMessage: {
      may: officers,
      input: ({ call, registration: id }) => ({ call, text, registration: id }),
    },
    testMessage: { may: officers, input: ({ call, nothing }) => ({ call, id: nothing, text }) },
    // Nobody is written to: the number is never the one that was shown.
    sendMessage: {
      may: officers,
      input: ({ call, person }) => ({ call, id: person, text, states: ['declined'], people: 900 }),
    },
    messageTemplates: { may: officers, input: ({ call }) => ({ call }) },
    saveMessageTemplate: { may: officers, input: ({ call }) => ({ call, name: 'Parking', text }) },
    changeMessageTemplate: {
      may: officersAnywhere,
      absent: true,
      input: ({ nothing }) => ({ template: nothing, name: 'Parking', text }),
    },
    deleteMessageTemplate: {
      may: officersAnywhere,
      absent: true,
      input: ({ nothing }) => ({ template: nothing }),
    },
  },
  pages: {
    form: { may: everybody, input: ({ slug }) => ({ slug }) },
    submit: { may: everybody, input: ({ slug }) => ({ slug }) },
    received: { may: everybody, input: ({ slug }) => ({ slug }) },
    // Whoever has the link of a mail; without its token there is nothing.
    coming: { may: everybody, input: () => ({ token: 'unknown' }), absent: true },
    answerComing: { may: everybody, input: () => ({ token: 'unknown' }), absent: true },
    calendar: { may: links, input: ({ nothing }) => ({ grant: nothing }), absent: true },
  },
}
