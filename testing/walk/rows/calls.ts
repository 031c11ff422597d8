import type { Expectation, Row } from '../expectation.ts'
import {
  everybody,
  here,
  installationOfficers,
  links,
  officers,
  officersAnywhere,
  staff,
  staffAnywhere,
} from '../groups.ts'

const text = (en: string) => ({ en, ur: null })
const unknown: Row = { may: everybody, input: () => ({ slug: 'unknown' }), absent: true }
/** The link of a mail, forged. */
const forged: Row = {
  may: everybody,
  input: ({ nothing }) => ({ id: nothing, signature: 'forged' }),
  absent: true,
}

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
    template: { may: staff, input: ({ program }) => ({ program }) },
    setTemplate: { may: officers, input: ({ program }) => ({ program, call: null }) },
    list: { may: staffAnywhere },
    create: { may: officers, input: ({ series }) => ({ series, topic: text('Another call') }) },
    copy: { may: officers, input: ({ spare }) => ({ call: spare }) },
    get: { may: staff, input: ({ call }) => ({ call }) },
    change: { may: officers, input: ({ call }) => ({ call, set: {} }) },
    checklist: { may: staff, input: ({ call }) => ({ call }) },
    history: { may: staff, input: ({ call }) => ({ call }) },
    undo: { may: officers, input: ({ call }) => ({ call, seq: 1 }), absent: true },
    presence: { may: staff, input: ({ call }) => ({ call, field: null }) },
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
    setOffice: {
      may: officers,
      input: ({ call, panelMember }) => ({
        call,
        panelMember,
        name: 'Assisting Office',
        email: 'office@ministry.example',
      }),
    },
    removeOffice: { may: officers, input: ({ call, panelMember }) => ({ call, panelMember }) },
    invitation: { may: links },
    answerInvitation: {
      may: links,
      input: ({ nothing }) => ({ panelMember: nothing, answer: 'confirmed', seen: null }),
      absent: true,
    },
    rehearse: { may: [...here('host', 'moderator', 'panelist'), 'there:host', 'there:moderator'] },
    briefing: {
      may: [...staff, ...here('host', 'moderator', 'panelist', 'interpreter', 'captioner', 'rapporteur')],
      input: ({ call }) => ({ call }),
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
    stageCalendar: { may: links, absent: true },
    programRss: unknown,
    programJson: unknown,
    programCalendar: unknown,
    seriesRss: unknown,
    seriesJson: unknown,
    seriesCalendar: unknown,
    programForm: unknown,
    askProgram: unknown,
    programReceived: unknown,
    seriesForm: unknown,
    askSeries: unknown,
    seriesReceived: unknown,
    showSubscription: forged,
    changeSubscription: forged,
    privacy: { may: everybody },
    accessibility: { may: everybody },
  },
}
