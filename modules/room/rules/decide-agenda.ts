import { AGENDA_MORE_MINUTES } from '../contract.ts'
import { type Asked, already, type Decision, facts, type Rules, refused } from './decision.ts'

type AgendaCommand =
  | 'startAgendaItem'
  | 'nextAgendaItem'
  | 'extendAgendaItem'
  | 'remindSpeaker'
  | 'announce'
  | 'withdrawAnnouncement'

function start({ state, facts: call }: Asked, item: string): Decision {
  const planned = call.agenda.find(({ id }) => id === item)
  if (!planned) return refused('room.no_such_agenda_item')
  if (state.running?.item === item) return already
  return facts({ type: 'agenda.started', data: { item, groundRules: planned.groundRules } })
}

const runs = ({ state, facts: call }: Asked) => call.agenda.find(({ id }) => id === state.running?.item)

export const AGENDA_RULES: Rules<AgendaCommand> = {
  announce: ({ actor }, { text }) =>
    facts({ type: 'announcement.made', data: {}, text, person: actor.person }),
  withdrawAnnouncement: ({ state }) =>
    state.announcement ? facts({ type: 'announcement.withdrawn', data: {} }) : already,

  startAgendaItem: (asked, { item }) => start(asked, item),

  extendAgendaItem(asked) {
    const item = runs(asked)
    if (!item) return refused('room.nothing_runs')
    if (item.minutes === null) return refused('room.no_planned_time')
    return facts({ type: 'agenda.extended', data: { item: item.id, minutes: AGENDA_MORE_MINUTES } })
  },

  remindSpeaker(asked) {
    const panelMember = runs(asked)?.panelMember
    if (!panelMember) return refused('room.nobody_to_remind')
    return facts({ type: 'speaker.reminded', data: { panelMember } })
  },

  /** The item after the running one; with none running, the first that was not yet started. After the last: the end. */
  nextAgendaItem(asked) {
    const { state, facts: call } = asked
    const running = call.agenda.findIndex(({ id }) => id === state.running?.item)
    const next =
      running === -1 ? call.agenda.find(({ id }) => !state.agenda.has(id)) : call.agenda[running + 1]
    if (next) return start(asked, next.id)
    return state.running ? facts({ type: 'agenda.finished', data: {} }) : refused('room.agenda_over')
  },
}
