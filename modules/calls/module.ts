import { OFFICERS, STAFF } from '../../kernel/access.ts'
import { system } from '../../kernel/actor.ts'
import { offer } from '../../kernel/commands.ts'
import { defineModule } from '../../kernel/module.ts'
import { accessCommands } from '../access/contract.ts'
import { mailCommands } from '../mail/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import { registrationCommands } from '../registration/contract.ts'
import { callsCommands, contract } from './contract.ts'
import { panelAnswered } from './mails/answered.ts'
import { stageBack, stageCancelled, stageChanged, stageMoved, stageReminder } from './mails/stage.ts'
import { stageReleased, stageReturned } from './mails/standing.ts'
import { callAnnounced, subscriptionAsked } from './mails/subscriptions.ts'
import { colleagueInvitation, officeInvitation, panelInvitation } from './mails.ts'
import { pages } from './pages.ts'
import { agendaItemDto, callDto, panelMemberDto } from './reads/dto.ts'
import { listCampaigns, listPrograms, listSeries } from './reads/programs.ts'
import { checklist } from './rules/checklist.ts'
import { ON_STAGE, READERS } from './rules/officials.ts'
import { addAgendaItem, changeAgendaItem, orderAgenda, removeAgendaItem } from './service/agenda.ts'
import { answerInvitation } from './service/answer.ts'
import { readBriefing } from './service/briefing.ts'
import { listCalls, readCall } from './service/calls.ts'
import { changeCall } from './service/change.ts'
import { addColleague, changeColleague, listColleagues, removeColleague } from './service/colleagues.ts'
import { commands } from './service/commands.ts'
import { copyCall } from './service/copy.ts'
import { createCall } from './service/create.ts'
import { campaignHistory, programHistory, readHistory, seriesHistory } from './service/history.ts'
import { readInvitation, rehearse } from './service/invitation.ts'
import { removeOffice, setOffice } from './service/office.ts'
import {
  addPanelMember,
  changePanelMember,
  invitePanelMember,
  orderPanel,
  removePanelMember,
} from './service/panel.ts'
import { readablePrograms } from './service/permission.ts'
import { bePresent } from './service/presence.ts'
import {
  changeCampaign,
  changeProgram,
  changeSeries,
  createCampaign,
  createProgram,
  createSeries,
} from './service/programs.ts'
import { noticeChange, settleChanges } from './service/settle.ts'
import { remindStage, tellStage } from './service/stage-mails.ts'
import { setState } from './service/state.ts'
import { announce, tellSubscribers } from './service/subscriptions.ts'
import { bringBack, readTold, takeBack } from './service/taking-back.ts'
import { isAnswerNoted, tellOfficers } from './service/tell-officers.ts'
import {
  changeTemplate,
  listTemplates,
  makeTemplate,
  readTemplate,
  removeTemplate,
} from './service/templates.ts'
import { undoChange } from './service/undo.ts'
import { undoCampaign, undoProgram, undoSeries } from './service/undo-names.ts'
import { forgetPerson } from './store/panel.ts'
import { endSubscriptionsOf } from './store/subscriptions.ts'

const officers = { staff: OFFICERS }
const staff = { staff: STAFF }

export const calls = defineModule({
  name: 'calls',
  contract,
  access: {
    listPrograms: staff,
    createProgram: officers,
    changeProgram: officers,
    listSeries: staff,
    createSeries: officers,
    changeSeries: officers,
    programHistory: staff,
    undoProgram: officers,
    seriesHistory: staff,
    undoSeries: officers,
    listCampaigns: staff,
    createCampaign: officers,
    changeCampaign: officers,
    campaignHistory: staff,
    undoCampaign: officers,
    copy: officers,
    listTemplates: staff,
    template: staff,
    makeTemplate: officers,
    changeTemplate: officers,
    removeTemplate: officers,
    list: staff,
    create: officers,
    get: staff,
    change: officers,
    checklist: staff,
    history: staff,
    undo: officers,
    presence: staff,
    publish: officers,
    cancel: officers,
    told: staff,
    takeBack: officers,
    bringBack: officers,
    addPanelMember: officers,
    changePanelMember: officers,
    removePanelMember: officers,
    orderPanel: officers,
    invitePanelMember: officers,
    setOffice: officers,
    removeOffice: officers,
    invitation: { link: true },
    answerInvitation: { link: true },
    rehearse: { call: ON_STAGE },
    briefing: { staff: STAFF, call: READERS },
    addAgendaItem: officers,
    changeAgendaItem: officers,
    removeAgendaItem: officers,
    orderAgenda: officers,
    listColleagues: staff,
    addColleague: officers,
    changeColleague: officers,
    removeColleague: officers,
  },
  routes: {
    listPrograms: async (tx, actor) => await listPrograms(tx, readablePrograms(actor)),
    createProgram,
    changeProgram,
    listSeries: async (tx, actor, input) => await listSeries(tx, readablePrograms(actor), input.program),
    createSeries,
    changeSeries,
    programHistory,
    undoProgram,
    seriesHistory,
    undoSeries,
    listCampaigns: async (tx) => await listCampaigns(tx),
    createCampaign,
    changeCampaign,
    campaignHistory,
    undoCampaign,
    copy: async (tx, actor, input) => callDto(await copyCall(tx, actor, input)),
    listTemplates,
    template: readTemplate,
    makeTemplate,
    changeTemplate,
    removeTemplate: async (tx, actor, input) => {
      await removeTemplate(tx, actor, input)
      return {}
    },
    list: listCalls,
    create: async (tx, actor, input) => callDto(await createCall(tx, actor, input)),
    get: async (tx, actor, input) => callDto(await readCall(tx, actor, input.call)),
    change: async (tx, actor, input) => callDto(await changeCall(tx, actor, input)),
    checklist: async (tx, actor, input) => checklist(await readCall(tx, actor, input.call), tx.now),
    history: readHistory,
    undo: async (tx, actor, input) => callDto(await undoChange(tx, actor, input)),
    presence: bePresent,
    publish: async (tx, actor, input) => {
      await readCall(tx, actor, input.call)
      await setState(tx, actor, { call: input.call, to: 'published' })
      return callDto(await readCall(tx, actor, input.call))
    },
    cancel: async (tx, actor, input) => {
      await readCall(tx, actor, input.call)
      await setState(tx, actor, { call: input.call, to: 'cancelled', reason: input.reason })
      return callDto(await readCall(tx, actor, input.call))
    },
    told: readTold,
    takeBack: async (tx, actor, input) => callDto(await takeBack(tx, actor, input)),
    bringBack: async (tx, actor, input) => callDto(await bringBack(tx, actor, input)),
    addPanelMember: async (tx, actor, input) => panelMemberDto(await addPanelMember(tx, actor, input)),
    changePanelMember: async (tx, actor, input) => panelMemberDto(await changePanelMember(tx, actor, input)),
    removePanelMember: async (tx, actor, input) => {
      await removePanelMember(tx, actor, input)
      return {}
    },
    orderPanel: async (tx, actor, input) => (await orderPanel(tx, actor, input)).map(panelMemberDto),
    invitePanelMember,
    setOffice: async (tx, actor, input) => panelMemberDto(await setOffice(tx, actor, input)),
    removeOffice: async (tx, actor, input) => panelMemberDto(await removeOffice(tx, actor, input)),
    invitation: (tx, actor) => readInvitation(tx, actor),
    answerInvitation,
    rehearse: (tx, actor) => rehearse(tx, actor),
    briefing: readBriefing,
    addAgendaItem: async (tx, actor, input) => (await addAgendaItem(tx, actor, input)).map(agendaItemDto),
    changeAgendaItem: async (tx, actor, input) =>
      (await changeAgendaItem(tx, actor, input)).map(agendaItemDto),
    removeAgendaItem: async (tx, actor, input) =>
      (await removeAgendaItem(tx, actor, input)).map(agendaItemDto),
    orderAgenda: async (tx, actor, input) => (await orderAgenda(tx, actor, input)).map(agendaItemDto),
    listColleagues,
    addColleague,
    changeColleague,
    removeColleague: async (tx, actor, input) => {
      await removeColleague(tx, actor, input)
      return {}
    },
  },
  pages,
  mails: {
    panel_invitation: panelInvitation,
    panel_answered: panelAnswered,
    office_invitation: officeInvitation,
    colleague_invitation: colleagueInvitation,
    stage_reminder: stageReminder,
    stage_moved: stageMoved,
    stage_changed: stageChanged,
    stage_cancelled: stageCancelled,
    stage_back: stageBack,
    stage_released: stageReleased,
    stage_returned: stageReturned,
    subscription_asked: subscriptionAsked,
    call_announced: callAnnounced,
  },
  on: {
    'call.published': (tx, event) => announce(tx, String(event.data['call'])),
    'call.changed': noticeChange,
    'call.change_settled': (tx, { seq, data }) =>
      tellStage(tx, String(data['call']), data['before'] ? 'moved' : 'changed', String(seq)),
    'call.cancelled': (tx, { seq, data }) => tellStage(tx, String(data['call']), 'cancelled', String(seq)),
    'call.brought_back': async (tx, { seq, data }) => {
      if (data['to'] === 'published') await tellStage(tx, String(data['call']), 'back', String(seq))
    },
    'panel-member.answered': tellOfficers,
    'panel-member.changed': async (tx, event) => {
      if (isAnswerNoted(event)) await tellOfficers(tx, event)
    },
    'person.erased': async (tx, event) => {
      const { person } = event.data
      if (typeof person !== 'string') return
      await forgetPerson(tx, person)
      await endSubscriptionsOf(tx, person)
    },
  },
  jobs: {
    'tell-subscribers': {
      retryLimit: 20,
      watched: true,
      run: (app, data) => tellSubscribers(app, String(data['call'])),
    },
    'each-minute': {
      schedule: '* * * * *',
      run: async (app) => {
        await app.transaction(system('calls'), settleChanges)
        await app.transaction(system('calls'), remindStage)
      },
    },
  },
  offers: offer(callsCommands, commands),
  uses: [accessCommands, mailCommands, peopleCommands, registrationCommands],
})
