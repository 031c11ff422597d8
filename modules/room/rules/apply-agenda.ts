import type { Reducers, RoomState } from './state.ts'

type AgendaEvent =
  | 'agenda.started'
  | 'agenda.finished'
  | 'agenda.extended'
  | 'speaker.reminded'
  | 'announcement.made'
  | 'announcement.withdrawn'

/** Ends the item that is running, if one is. */
function close(state: RoomState, at: string): string[] {
  if (!state.running) return []
  const { item } = state.running
  const entry = state.agenda.get(item)
  if (entry) entry.until = at
  state.running = null
  const reminded = state.reminded ? [`member:${state.reminded.panelMember}`] : []
  state.reminded = null
  return [`agenda:${item}`, ...reminded]
}

export const AGENDA_REDUCERS: Reducers<AgendaEvent> = {
  'announcement.made'(state, { at, seq }) {
    state.announcement = { text: seq, at }
    return ['announcement']
  },
  'announcement.withdrawn'(state) {
    state.announcement = null
    return ['announcement']
  },
  'agenda.started'(state, { at, data }) {
    const former = close(state, at)
    state.agenda.set(data.item, { since: at, until: null, more: state.agenda.get(data.item)?.more ?? 0 })
    state.running = { item: data.item, since: at, groundRules: data.groundRules }
    state.course.push({ item: data.item, from: at, groundRules: data.groundRules })
    return ['call', ...former, `agenda:${data.item}`]
  },
  'agenda.extended'(state, { seq, data }) {
    state.extended = seq
    const run = state.agenda.get(data.item)
    if (run) run.more += data.minutes
    return [`agenda:${data.item}`]
  },
  'speaker.reminded'(state, { at, data }) {
    state.reminded = { panelMember: data.panelMember, at }
    return [`member:${data.panelMember}`]
  },
  'agenda.finished'(state, { at }) {
    const former = close(state, at)
    state.course.push({ item: null, from: at, groundRules: null })
    return ['call', ...former]
  },
}
