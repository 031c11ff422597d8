import type { Expectation, Row } from '../expectation.ts'
import {
  everybody,
  installationOfficers,
  officers,
  officersAnywhere,
  staff,
  staffAnywhere,
} from '../groups.ts'

const text = (en: string) => ({ en, ur: null })
const feed: Row = { may: everybody, input: () => ({ slug: 'unknown' }), absent: true }

/** Calls belong to a program: its officers write them, its staff read them. The public pages are everybody's. */
export const calls: Expectation = {
  routes: {
    listPrograms: { may: staffAnywhere },
    createProgram: { may: installationOfficers, input: () => ({ name: text('Another program') }) },
    changeProgram: { may: officers, input: ({ program }) => ({ program }) },
    listSeries: { may: staffAnywhere },
    createSeries: { may: officers, input: ({ program }) => ({ program, name: text('Another series') }) },
    changeSeries: { may: officers, input: ({ series }) => ({ series }) },
    listCampaigns: { may: staffAnywhere },
    createCampaign: { may: officersAnywhere, input: () => ({ name: text('Another campaign') }) },
    list: { may: staffAnywhere },
    create: { may: officers, input: ({ series }) => ({ series, topic: text('Another call') }) },
    get: { may: staff, input: ({ call }) => ({ call }) },
    change: { may: officers, input: ({ call }) => ({ call, set: {} }) },
    checklist: { may: staff, input: ({ call }) => ({ call }) },
    history: { may: staff, input: ({ call }) => ({ call }) },
    publish: { may: officers, input: ({ call }) => ({ call }) },
    cancel: { may: officers, input: ({ spare }) => ({ call: spare, reason: 'The minister fell ill.' }) },
    addPanelMember: {
      may: officers,
      input: ({ call }) => ({
        call,
        name: text('New Member'),
        title: text('Director'),
        organization: text('Council'),
      }),
    },
    changePanelMember: { may: officers, input: ({ call, panelMember }) => ({ call, panelMember }) },
    removePanelMember: {
      may: officers,
      input: ({ call, nothing }) => ({ call, panelMember: nothing }),
      absent: true,
    },
    orderPanel: { may: officers, input: ({ call }) => ({ call, order: [] }) },
    invitePanelMember: {
      may: officers,
      input: ({ call, panelMember }) => ({ call, panelMember, mail: false }),
    },
    addAgendaItem: { may: officers, input: ({ call }) => ({ call, title: text('Closing'), minutes: 5 }) },
    changeAgendaItem: { may: officers, input: ({ call, agendaItem }) => ({ call, item: agendaItem }) },
    removeAgendaItem: {
      may: officers,
      input: ({ call, nothing }) => ({ call, item: nothing }),
      absent: true,
    },
    orderAgenda: { may: officers, input: ({ call }) => ({ call, order: [] }) },
    listColleagues: { may: staff, input: ({ call }) => ({ call }) },
    addColleague: {
      may: officers,
      input: ({ call }) => ({
        call,
        name: 'Interpreting Colleague',
        email: 'interpreter@mission.example',
        roles: ['interpreter'],
      }),
    },
    removeColleague: {
      may: officers,
      input: ({ call, nothing }) => ({ call, colleague: nothing }),
      absent: true,
    },
  },
  pages: {
    home: { may: everybody },
    call: { may: everybody, input: ({ slug }) => ({ slug }) },
    calendar: { may: everybody, input: ({ slug }) => ({ slug }) },
    program: { may: everybody, input: () => ({ slug: 'unknown' }), absent: true },
    series: { may: everybody, input: () => ({ slug: 'unknown' }), absent: true },
    programRss: feed,
    programJson: feed,
    programCalendar: feed,
    seriesRss: feed,
    seriesJson: feed,
    seriesCalendar: feed,
    privacy: { may: everybody },
    accessibility: { may: everybody },
  },
}
