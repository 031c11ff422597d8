import { oc } from '@orpc/contract'
import { z } from 'zod'
import { id, paged, pageQuery, prose } from '../../kernel/schemas.ts'
import * as agenda from './contract/agenda.ts'
import * as history from './contract/history.ts'
import * as panel from './contract/panel.ts'
import * as programs from './contract/programs.ts'
import * as s from './contract/schemas.ts'
import * as stage from './contract/stage.ts'
import * as templates from './contract/templates.ts'
import { CALL_STATES, PANEL_STATES } from './contract/words.ts'

export * from './contract/commands.ts'
export type { HistoryEntry, Told } from './contract/history.ts'
export type * from './contract/pages.ts'
export type { PanelMember } from './contract/panel.ts'
export type { LocalTime } from './contract/parts.ts'
export type { CallChange, CallDto, CallRow, ChecklistItem } from './contract/schemas.ts'
export { CALL_FIELDS } from './contract/schemas.ts'
export type { Briefing, StageInvitation } from './contract/stage.ts'
export type { Template, TemplateChange } from './contract/templates.ts'
export * from './contract/words.ts'

const ofCall = z.strictObject({ call: id })
const nothing = z.strictObject({})
const get = (path: `/${string}`, summary: string) => oc.route({ method: 'GET', path, summary })
const post = (path: `/${string}`, summary: string) => oc.route({ method: 'POST', path, summary })
const patch = (path: `/${string}`, summary: string) => oc.route({ method: 'PATCH', path, summary })
const remove = (path: `/${string}`, summary: string) => oc.route({ method: 'DELETE', path, summary })

export const contract = {
  listPrograms: get('/programs', 'The standing programs').output(z.array(programs.program)),
  createProgram: post('/programs', 'Begin a program').input(programs.newProgram).output(programs.program),
  changeProgram: patch('/programs/{program}', 'Change a program')
    .input(programs.programChange)
    .output(programs.program),

  listTemplates: get('/templates', 'What new calls may begin with, the first of a program if nothing is said')
    .input(z.strictObject({ program: id.optional() }))
    .output(z.array(templates.template)),
  template: get('/templates/{template}', 'A template')
    .input(z.strictObject({ template: id }))
    .output(templates.template),
  makeTemplate: post('/calls/{call}/template', 'Make a template of a call, as it is now')
    .input(templates.newTemplate)
    .output(templates.template),
  changeTemplate: patch('/templates/{template}', 'Change single fields of a template')
    .input(templates.templateChange)
    .output(templates.template),
  removeTemplate: remove(
    '/templates/{template}',
    'Remove a template; calls that began with it stay as they are',
  )
    .input(z.strictObject({ template: id }))
    .output(nothing),

  listSeries: get('/series', 'The series of calls')
    .input(z.strictObject({ program: id.optional() }))
    .output(z.array(programs.series)),
  createSeries: post('/series', 'Begin a series in a program')
    .input(programs.newSeries)
    .output(programs.series),
  changeSeries: patch('/series/{series}', 'Change a series')
    .input(programs.seriesChange)
    .output(programs.series),

  programHistory: get('/programs/{program}/history', 'Who changed what of a program, the newest first')
    .input(z.strictObject({ program: id, ...pageQuery }))
    .output(history.historyPage),
  undoProgram: post('/programs/{program}/history/{seq}/undo', 'Take back one change of a program')
    .input(history.ofProgram)
    .output(programs.program),
  seriesHistory: get('/series/{series}/history', 'Who changed what of a series, the newest first')
    .input(z.strictObject({ series: id, ...pageQuery }))
    .output(history.historyPage),
  undoSeries: post('/series/{series}/history/{seq}/undo', 'Take back one change of a series')
    .input(history.ofSeries)
    .output(programs.series),

  listCampaigns: get('/campaigns', 'Campaigns: tags across programs').output(z.array(programs.campaign)),
  createCampaign: post('/campaigns', 'Begin a campaign')
    .input(programs.newCampaign)
    .output(programs.campaign),
  changeCampaign: patch('/campaigns/{campaign}', 'Change a campaign')
    .input(programs.campaignChange)
    .output(programs.campaign),
  campaignHistory: get('/campaigns/{campaign}/history', 'Who changed what of a campaign, the newest first')
    .input(z.strictObject({ campaign: id, ...pageQuery }))
    .output(history.historyPage),
  undoCampaign: post('/campaigns/{campaign}/history/{seq}/undo', 'Take back one change of a campaign')
    .input(history.ofCampaign)
    .output(programs.campaign),

  list: get('/calls', 'Calls, the newest first')
    .input(
      z.strictObject({
        state: z.enum(CALL_STATES).optional(),
        program: id.optional(),
        series: id.optional(),
        ...pageQuery,
      }),
    )
    .output(paged(s.callRow)),
  create: post('/calls', 'Begin the draft of a call').input(s.newCall).output(s.call),
  /** With its panel (nobody is invited yet) and agenda, without its date; the number is the next of the series. */
  copy: post('/calls/{call}/copy', 'Begin the draft of a call like this one').input(ofCall).output(s.call),
  get: get('/calls/{call}', 'A call').input(ofCall).output(s.call),
  change: patch('/calls/{call}', 'Change single fields of a call').input(s.callChange).output(s.call),
  checklist: get('/calls/{call}/checklist', 'What is missing before the call can be published')
    .input(ofCall)
    .output(z.array(s.checklistItem)),
  history: get('/calls/{call}/history', 'Who changed what, the newest first')
    .input(z.strictObject({ call: id, ...pageQuery }))
    .output(history.historyPage),
  /** Only while what it touched still stands as that change left it. */
  undo: post(
    '/calls/{call}/history/{seq}/undo',
    'Take back one change of a call, its panel, agenda or colleagues',
  )
    .input(z.strictObject({ call: id, seq: z.coerce.number().int() }))
    .output(s.call),
  /** Kept for some seconds, in memory. Answers who else is there, and which version of the call is the newest. */
  presence: post('/calls/{call}/presence', 'Say in which field one is, and hear where the others are')
    .input(z.strictObject({ call: id, field: z.string().max(40).nullable() }))
    .output(s.presence),
  publish: post('/calls/{call}/publish', 'Announce a call').input(ofCall).output(s.call),
  cancel: post('/calls/{call}/cancel', 'Cancel a call; the public page says the reason')
    .input(z.strictObject({ call: id, reason: prose(1000) }))
    .output(s.call),

  told: get(
    '/calls/{call}/told',
    'Whom an announcement reached, and whether it can be taken back or brought back',
  )
    .input(ofCall)
    .output(history.told),
  /** A draft again, until somebody registered. Its page says that the announcement was taken back. */
  takeBack: post('/calls/{call}/take-back', 'Take an announcement back').input(ofCall).output(s.call),
  /** As it was before it was cancelled or given up. */
  bringBack: post('/calls/{call}/bring-back', 'Bring a cancelled call back').input(ofCall).output(s.call),

  addPanelMember: post('/calls/{call}/panel', 'Put somebody on the panel')
    .input(panel.newPanelMember)
    .output(panel.panelMember),
  changePanelMember: patch('/calls/{call}/panel/{panelMember}', 'Change a panel member')
    .input(panel.panelMemberChange)
    .output(panel.panelMember),
  removePanelMember: remove('/calls/{call}/panel/{panelMember}', 'Take somebody off the panel')
    .input(z.strictObject({ call: id, panelMember: id }))
    .output(nothing),
  orderPanel: oc
    .route({ method: 'PUT', path: '/calls/{call}/panel-order', summary: 'The order of protocol' })
    .input(panel.newOrder)
    .output(z.array(panel.panelMember)),
  /** Grants the role on the call and sends the personal link, again each time. Without `mail` the link is only made, to be handed over. */
  invitePanelMember: post('/calls/{call}/panel/{panelMember}/invite', 'Invite a panel member by e-mail')
    .input(z.strictObject({ call: id, panelMember: id, mail: z.boolean().default(true) }))
    .output(z.strictObject({ grant: id, state: z.enum(PANEL_STATES), sent: z.boolean() })),

  setOffice: oc
    .route({
      method: 'PUT',
      path: '/calls/{call}/panel/{panelMember}/office',
      summary: 'Who gets everything in copy and may answer for a panel member',
    })
    .input(stage.newOffice)
    .output(panel.panelMember),
  removeOffice: remove('/calls/{call}/panel/{panelMember}/office', 'Nobody answers for the panel member')
    .input(z.strictObject({ call: id, panelMember: id }))
    .output(panel.panelMember),

  invitation: get('/invitation', 'What the holder of a personal link is invited to').output(stage.invitation),
  /** The first answer is named to whoever did not see it; nothing is overruled unseen. */
  answerInvitation: post('/invitation/{panelMember}/answer', 'Confirm, decline, or name who comes instead')
    .input(stage.invitationAnswer)
    .output(stage.invitation),
  /** Says that the link was tried, and works. Nothing of it is in the record of the call. */
  rehearse: post('/invitation/rehearsal', 'Enter the rehearsal').output(stage.invitation),
  briefing: get('/calls/{call}/briefing', 'What the panel reads before the call')
    .input(ofCall)
    .output(stage.briefing),

  addAgendaItem: post('/calls/{call}/agenda', 'Add an item to the agenda')
    .input(agenda.newAgendaItem)
    .output(z.array(agenda.agendaItem)),
  changeAgendaItem: patch('/calls/{call}/agenda/{item}', 'Change an item of the agenda')
    .input(agenda.agendaItemChange)
    .output(z.array(agenda.agendaItem)),
  removeAgendaItem: remove('/calls/{call}/agenda/{item}', 'Take an item off the agenda')
    .input(z.strictObject({ call: id, item: id }))
    .output(z.array(agenda.agendaItem)),
  orderAgenda: oc
    .route({ method: 'PUT', path: '/calls/{call}/agenda-order', summary: 'The order of the agenda' })
    .input(panel.newOrder)
    .output(z.array(agenda.agendaItem)),

  listColleagues: get('/calls/{call}/colleagues', 'Who works on this call without standing on its panel')
    .input(ofCall)
    .output(z.array(panel.colleague)),
  /** Grants the roles and sends the personal link. */
  addColleague: post('/calls/{call}/colleagues', 'Give a colleague roles on this call')
    .input(panel.newColleague)
    .output(panel.colleague),
  changeColleague: patch('/calls/{call}/colleagues/{colleague}', 'Change what a colleague does on this call')
    .input(panel.colleagueChange)
    .output(panel.colleague),
  removeColleague: remove('/calls/{call}/colleagues/{colleague}', 'Take the roles away')
    .input(z.strictObject({ call: id, colleague: id }))
    .output(nothing),
} as const
