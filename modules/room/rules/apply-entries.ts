import type { Publication } from '../contract.ts'
import { followersOf } from './merged.ts'
import { COUNTS, type Entry, type Reducers, type RoomState } from './state.ts'

type EntryEvent =
  | 'entry.recorded'
  | 'entry.corrected'
  | 'entry.withdrawn'
  | 'quote.publication-asked'
  | 'quote.publication-granted'
  | 'quote.publication-refused'
  | 'commitment.made'
  | 'commitment.changed'
  | 'commitment.kept'

/** The entry, whoever said it, and the question that a promise answers. */
function keysOf(state: RoomState, entry: Entry): string[] {
  const speaker = entry.speaker
  const asker = entry.question ? state.questions.get(entry.question)?.person : undefined
  return [
    COUNTS,
    `entry:${entry.id}`,
    ...(speaker?.kind === 'person' ? [`me:${speaker.person}`] : []),
    ...(speaker?.kind === 'panel member' ? [`member:${speaker.panelMember}`] : []),
    ...(speaker?.kind === 'host' ? ['host'] : []),
    ...(entry.question ? [`question:${entry.question}`, ...followersOf(state, entry.question)] : []),
    ...(asker ? [`me:${asker}`] : []),
  ]
}

function change(state: RoomState, id: string, seq: number, how: (entry: Entry) => void): string[] {
  const entry = state.entries.get(id)
  if (!entry) return []
  const before = keysOf(state, entry)
  how(entry)
  entry.changed = seq
  return [...before, ...keysOf(state, entry)]
}

const publish =
  (publication: Publication) =>
  (
    state: RoomState,
    { seq, data }: { readonly seq: number; readonly data: { readonly entry: string } },
  ): string[] =>
    change(state, data.entry, seq, (entry) => {
      entry.publication = publication
    })

const blank = {
  before: null,
  corrected: false,
  withdrawn: false,
  kept: false,
  publication: 'not asked',
} as const

export const ENTRY_REDUCERS: Reducers<EntryEvent> = {
  'entry.recorded'(state, { seq, data }) {
    const { entry: id, ...taken } = data
    const entry: Entry = {
      ...blank,
      ...taken,
      id,
      text: seq,
      question: null,
      owner: null,
      due: null,
      changed: seq,
    }
    state.entries.set(id, entry)
    return keysOf(state, entry)
  },
  'entry.corrected': (state, { seq, data }) =>
    change(state, data.entry, seq, (entry) => {
      if (data.rewritten) {
        entry.before = entry.text
        entry.text = seq
      }
      entry.speaker = data.speaker
      entry.aspect = data.aspect
      entry.saidAt = data.saidAt
      // Other rules may have held then.
      if (data.agendaItem !== undefined) entry.agendaItem = data.agendaItem
      if (data.groundRules !== undefined) entry.groundRules = data.groundRules
      entry.corrected = true
      // Consent was given to those words of that speaker, not to others.
      entry.publication = 'not asked'
    }),
  'entry.withdrawn': (state, { seq, data }) =>
    change(state, data.entry, seq, (entry) => {
      entry.withdrawn = true
    }),
  'quote.publication-asked': publish('asked'),
  'quote.publication-granted': publish('granted'),
  'quote.publication-refused': publish('refused'),
  'commitment.made'(state, { seq, data }) {
    const { commitment: id, worded, ...promised } = data
    const entry: Entry = {
      ...blank,
      ...promised,
      id,
      kind: 'promise',
      aspect: null,
      text: worded ? seq : null,
      changed: seq,
    }
    state.entries.set(id, entry)
    return keysOf(state, entry)
  },
  'commitment.changed': (state, { seq, data }) =>
    change(state, data.commitment, seq, (entry) => {
      entry.owner = data.owner
      entry.due = data.due
    }),
  'commitment.kept': (state, { seq, data }) =>
    change(state, data.commitment, seq, (entry) => {
      entry.kept = true
    }),
}
