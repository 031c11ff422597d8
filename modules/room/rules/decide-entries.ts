import type { Publication } from '../contract.ts'
import {
  type Asked,
  already,
  type Decision,
  entryOf,
  facts,
  isModerator,
  knowsPanelMember,
  personOf,
  type Rules,
  refused,
  runningAt,
  saidBy,
} from './decision.ts'
import type { Entry } from './state.ts'

type EntryCommand =
  | 'recordEntry'
  | 'correctEntry'
  | 'withdrawEntry'
  | 'setCommitment'
  | 'keepPromise'
  | 'askToPublish'
  | 'grantPublication'
  | 'refusePublication'

const noSuchEntry = refused('room.no_such_entry')

export const ENTRY_RULES: Rules<EntryCommand> = {
  recordEntry(asked, { kind, text, speaker, aspect, owner, due, ...input }) {
    const { newId } = asked
    const saidAt = saidBy(asked, input.saidAt)
    const refusal = speaks(asked, speaker) ?? speaks(asked, owner)
    if (refusal) return refusal
    if (saidAt === null) return refused('room.not_yet_said')
    const said = { saidAt, ...runningAt(asked, saidAt) }
    if (kind === 'promise') {
      const data = { commitment: newId(), question: null, worded: true, speaker, owner, due, ...said }
      return facts({ type: 'commitment.made', data, text, person: personOf(asked, speaker) })
    }
    if (owner !== null || due !== null) return refused('room.only_promises_have_owners')
    // What was said in background or off the record may be noted, but never as somebody's words.
    if (kind === 'quote' && said.groundRules !== 'on the record') return refused('room.quotes_closed')
    const data = { entry: newId(), kind, aspect, speaker, ...said }
    return facts({
      type: 'entry.recorded',
      data,
      text,
      person: personOf(asked, speaker),
    })
  },

  correctEntry(asked, { entry: id, text, ...input }) {
    const entry = entryOf(asked, id)
    if (!entry) return noSuchEntry
    const speaker = input.speaker === undefined ? entry.speaker : input.speaker
    const aspect = input.aspect === undefined ? entry.aspect : input.aspect
    const saidAt = saidBy(asked, input.saidAt ?? entry.saidAt)
    const refusal = speaks(asked, speaker)
    if (refusal) return refusal
    if (saidAt === null) return refused('room.not_yet_said')
    const ran = runningAt(asked, saidAt)
    if (entry.kind === 'quote' && ran.groundRules !== 'on the record') {
      return refused('room.quotes_closed')
    }
    return facts({
      type: 'entry.corrected',
      data: { entry: id, speaker, aspect, saidAt, ...ran, rewritten: text !== undefined },
      ...(text === undefined ? {} : { text, person: personOf(asked, speaker) }),
    })
  },

  withdrawEntry: (asked, { entry }) =>
    entryOf(asked, entry) ? facts({ type: 'entry.withdrawn', data: { entry } }) : noSuchEntry,

  keepPromise(asked, { entry: id }) {
    const entry = entryOf(asked, id)
    if (entry?.kind !== 'promise' || entry.question !== null) return noSuchEntry
    return entry.kept ? already : facts({ type: 'commitment.kept', data: { commitment: id } })
  },
  setCommitment(asked, { entry: id, owner, due }) {
    const entry = entryOf(asked, id)
    if (!entry) return noSuchEntry
    if (entry.kind !== 'promise') return refused('room.only_promises_have_owners')
    const refusal = speaks(asked, owner)
    if (refusal) return refusal
    return facts({ type: 'commitment.changed', data: { commitment: id, owner, due } })
  },

  askToPublish(asked, { entry: id }) {
    const entry = entryOf(asked, id)
    if (!entry) return noSuchEntry
    if (entry.kind !== 'quote') return refused('room.only_quotes_are_published')
    if (entry.publication === 'asked' || entry.publication === 'granted') return already
    return facts({ type: 'quote.publication-asked', data: { entry: id } })
  },
  grantPublication: (asked, { entry }) => publish(asked, entry, 'granted'),
  refusePublication: (asked, { entry }) => publish(asked, entry, 'refused'),
}

/** The speaker grants or refuses; who takes the record may write down what the speaker said. */
function publish(asked: Asked, id: string, answer: Extract<Publication, 'granted' | 'refused'>): Decision {
  const { actor } = asked
  const entry = entryOf(asked, id)
  if (!entry) return noSuchEntry
  const takesTheRecord = isModerator(actor) || actor.roles.includes('rapporteur')
  if (!takesTheRecord && !(entry.publication !== 'not asked' && isSpeaker(asked, entry))) return noSuchEntry
  if (entry.kind !== 'quote') return refused('room.only_quotes_are_published')
  if (entry.publication === answer) return already
  return facts({ type: `quote.publication-${answer}`, data: { entry: id } })
}

export function isSpeaker({ actor }: Pick<Asked, 'actor'>, { speaker }: Pick<Entry, 'speaker'>): boolean {
  switch (speaker?.kind) {
    case 'panel member':
      return speaker.panelMember === actor.panelMember
    case 'person':
      return speaker.person === actor.person
    case 'host':
      return actor.roles.includes('host')
    default:
      return false
  }
}

function speaks(asked: Asked, who: Entry['speaker']): Decision | null {
  if (!who) return null
  if ('panelMember' in who && !knowsPanelMember(asked, who.panelMember)) {
    return refused('room.no_such_panel_member')
  }
  if (who.kind === 'person' && !asked.state.people.has(who.person)) return refused('room.no_such_person')
  return null
}
