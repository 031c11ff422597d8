import type { Reducers, RoomState } from './state.ts'

type AgendaEvent = 'agenda.started' | 'agenda.finished' | 'announcement.made' | 'announcement.withdrawn'

/** Ends the item that is running, if one is. */
function close(state: RoomState, at: string): string[] {
  if (!state.running) return []
  const { item } = state.running
  const entry = state.agenda.get(item)
  if (entry) entry.until = at
  state.running = null
  return [`agenda:${item}`]
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
    state.agenda.set(data.item, { since: at, until: null })
    state.running = { item: data.item, since: at, groundRules: data.groundRules }
    state.course.push({ item: data.item, from: at, groundRules: data.groundRules })
    return ['call', ...former, `agenda:${data.item}`]
  },
  'agenda.finished'(state, { at }) {
    const former = close(state, at)
    state.course.push({ item: null, from: at, groundRules: null })
    return ['call', ...former]
  },
}
