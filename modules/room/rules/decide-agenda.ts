import { type Asked, already, type Decision, facts, type Rules, refused } from './decision.ts'

type AgendaCommand = 'startAgendaItem' | 'nextAgendaItem' | 'announce' | 'withdrawAnnouncement'

function start({ state, facts: call }: Asked, item: string): Decision {
  const planned = call.agenda.find(({ id }) => id === item)
  if (!planned) return refused('room.no_such_agenda_item')
  if (state.running?.item === item) return already
  return facts({ type: 'agenda.started', data: { item, groundRules: planned.groundRules } })
}

export const AGENDA_RULES: Rules<AgendaCommand> = {
  announce: ({ actor }, { text }) =>
    facts({ type: 'announcement.made', data: {}, text, person: actor.person }),
  withdrawAnnouncement: ({ state }) =>
    state.announcement ? facts({ type: 'announcement.withdrawn', data: {} }) : already,

  startAgendaItem: (asked, { item }) => start(asked, item),

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
