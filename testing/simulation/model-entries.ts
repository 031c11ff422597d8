import type { RecordEvent } from '../../modules/room/contract.ts'
import { PANEL, people } from '../../modules/room/factories/people.ts'
import { type Model, type ModelEntry, type Must, ms } from './model.ts'
import { ranAt } from './model-setting.ts'

const blank = { before: null, corrected: false, withdrawn: false, kept: false, publication: 'not asked' }

/** What the rapporteur takes down: key points, topics, quotes and who may publish them, promises. */
export function takeEntry(model: Model, event: RecordEvent, must: Must): boolean {
  if (!/^(entry|quote|commitment)\./.test(event.type)) return false
  must(['on air', 'debrief', 'ended'].includes(model.phase), `while ${model.phase}`)
  if (event.type === 'entry.recorded' || event.type === 'commitment.made') return record(model, event, must)
  const id = idIn(event)
  const entry = model.entries.get(id)
  must(entry !== undefined && !entry.withdrawn, 'of what is not there')
  if (!entry) return false
  if (event.type.startsWith('quote.')) return publish(event, entry, must)
  switch (event.type) {
    case 'entry.corrected': {
      const { speaker, aspect, saidAt, rewritten } = event.data
      must(rewritten === (event.text !== null), 'rewritten or not')
      must(
        entry.kind !== 'quote' || ranAt(model, saidAt).groundRules === 'on the record',
        'a quote of a closed part',
      )
      Object.assign(entry, { speaker, aspect, saidAt, corrected: true, publication: 'not asked' })
      if (rewritten) Object.assign(entry, { before: entry.text, text: event.seq })
      return true
    }
    case 'entry.withdrawn':
      entry.withdrawn = true
      return true
    case 'commitment.changed':
      must(entry.kind === 'promise', 'no promise')
      Object.assign(entry, { owner: event.data.owner, due: event.data.due })
      return true
    case 'commitment.kept':
      must(entry.kind === 'promise' && entry.question === null && !entry.kept, 'no such promise, or kept')
      entry.kept = true
      return true
    default:
      return false
  }
}

function idIn({ data }: RecordEvent): string {
  if ('entry' in data && typeof data.entry === 'string') return data.entry
  return 'commitment' in data ? data.commitment : ''
}

function record(
  model: Model,
  event: Extract<RecordEvent, { type: 'entry.recorded' | 'commitment.made' }>,
  must: Must,
): true {
  const { data, at, seq, text } = event
  const id = idIn(event)
  must(!model.entries.has(id), 'twice')
  must(ms(data.saidAt) <= ms(at), 'before it was said')
  const ran = ranAt(model, data.saidAt)
  must(
    ran.agendaItem === data.agendaItem && ran.groundRules === data.groundRules,
    'under what did not run then',
  )
  const { speaker, saidAt } = data
  must(speaker === null || isKnown(model, speaker), 'said by nobody')
  if (event.type === 'entry.recorded') {
    const { kind, aspect } = event.data
    must(kind !== 'quote' || ran.groundRules === 'on the record', 'a quote of a closed part')
    must(text !== null, 'says nothing')
    const entry = {
      ...blank,
      id,
      kind,
      aspect,
      speaker,
      saidAt,
      text: seq,
      question: null,
      owner: null,
      due: null,
    }
    model.entries.set(id, entry)
    return true
  }
  const { question, worded, owner, due } = event.data
  must(question === null || model.questions.has(question), 'an answer to nothing')
  must(worded === (text !== null), 'worded or not')
  const promise = { ...blank, id, kind: 'promise', aspect: null, speaker, saidAt, question, owner, due }
  model.entries.set(id, { ...promise, text: worded ? seq : null })
  return true
}

const isKnown = (
  { people: came }: Model,
  who: { kind: string; panelMember?: string; person?: string },
): boolean => {
  if (who.panelMember !== undefined) return PANEL.some((each) => each === who.panelMember)
  return who.person === undefined || came.has(who.person)
}

/** Who takes the record writes down what the speaker said; the speaker says it for themselves. Nobody else can. */
const TAKE_THE_RECORD: readonly string[] = [people.officer, people.host, people.rapporteur].map(
  (who) => who.person,
)

export const saidIt = (entry: Pick<ModelEntry, 'speaker'>, person: string): boolean => {
  const { speaker } = entry
  if (speaker?.kind === 'person') return speaker.person === person
  if (speaker?.kind === 'host') return person === people.host.person
  if (speaker?.kind !== 'panel member') return false
  return [people.host, people.secretary, people.chairman].some(
    (who) => who.person === person && who.panelMember === speaker.panelMember,
  )
}

function publish(event: RecordEvent, entry: ModelEntry, must: Must): boolean {
  const answer = event.type.slice('quote.publication-'.length)
  const by = event.actor.id ?? ''
  must(entry.kind === 'quote', 'no quote')
  must(entry.publication !== answer, 'it was so')
  if (answer === 'asked') {
    must(TAKE_THE_RECORD.includes(by), 'asked by somebody else')
    must(entry.publication !== 'granted', 'is granted')
  } else {
    const asked = entry.publication !== 'not asked'
    must(TAKE_THE_RECORD.includes(by) || (asked && saidIt(entry, by)), 'answered by somebody else')
  }
  entry.publication = answer
  return true
}
