import type { Side } from './audiences.ts'

/** An event of the record with its text, as the database has it. */
export interface Row {
  readonly seq: string
  readonly type: string
  readonly audience: string
  readonly command: string | null
  readonly text: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly actor: { readonly id: string | null }
}

/** From which `seq` on a text may be read, by whom; who is not named never may. */
export interface Readers {
  readonly what: string
  readonly sides: Partial<Record<Side, number>>
  readonly people: Map<string, number>
}

interface Question {
  readonly author: string
  readonly isPublic: boolean
  readonly showFirm: string
  readonly readers: Readers
  readonly followers: string[]
  /** Dismissed, or merged into another: for now nobody's but the mission's. */
  hidden: boolean
}

/** What the record says of who was where, and who may read which text. */
export interface Story {
  /** Mark → readers. Every text of the load carries a mark of its own. */
  readonly texts: Map<string, Readers>
  readonly questions: Map<string, Question>
  /** Whether this person reads the room as one of the audience (or the panel) at that place of the record. */
  isIn(person: string, seq: number): boolean
  readonly last: number
}

export const MARK = /«[^»]+»/g

const of = (data: Row['data'], name: string): string => (typeof data[name] === 'string' ? data[name] : '')

export function storyOf(rows: readonly Row[], panelOf: ReadonlyMap<string, string>): Story {
  const texts = new Map<string, Readers>()
  const questions = new Map<string, Question>()
  const entries = new Map<string, { question: string; speaker: string; readers: Readers[] }>()
  const places: { seq: number; person: string | null; place: string }[] = []
  for (const { seq: at, type, data, text } of rows) {
    const seq = Number(at)
    const place = PLACES[type]
    if (place) places.push({ seq, person: of(data, 'person') || null, place })
    takeQuestion(questions, seq, type, data)
    const mark = text?.match(MARK)?.[0]
    const readers = readersOf(seq, type, data)
    if (mark) texts.set(mark, readers)
    takeEntry(seq, type, data, readers)
  }
  return { texts, questions, isIn, last: Number(rows.at(-1)?.seq ?? 0) }

  function readersOf(seq: number, type: string, data: Row['data']): Readers {
    const mission: Readers = { what: type, sides: { mission: seq }, people: new Map() }
    const question = questions.get(of(data, 'question'))
    if (type === 'question.submitted' && question) return question.readers
    if (type === 'announcement.made')
      return { ...mission, sides: { mission: seq, panel: seq, audience: seq } }
    if (type === 'question.dismissed' && question)
      return { ...mission, people: new Map([[question.author, seq]]) }
    // An answer, and what is owed, is read with its question and by whoever asked the same.
    if (question && ANSWERS.has(type)) return alongside(question, type, seq)
    if (NOTES.has(type)) {
      const known = entries.get(of(data, 'entry'))
      const asked = known && questions.get(known.question)
      if (asked) return alongside(asked, type, seq)
      return { what: type, sides: { mission: seq, panel: seq }, people: new Map() }
    }
    // Guests at the desk, and whatever has no rule here.
    return mission
  }

  /** The speaker reads a quote that somebody wants to publish, as it is worded then. */
  function takeEntry(seq: number, type: string, data: Row['data'], readers: Readers): void {
    if (type === 'entry.recorded' || type === 'commitment.made') {
      const id = of(data, 'entry') || of(data, 'commitment')
      entries.set(id, { question: of(data, 'question'), speaker: speakerIn(data), readers: [readers] })
      return
    }
    const entry = entries.get(of(data, 'entry'))
    if (!entry) return
    if (type === 'entry.corrected') {
      entry.speaker = speakerIn(data)
      if (data['rewritten'] === true) entry.readers.push(readers)
    }
    if (type === 'quote.publication-asked') entry.readers.at(-1)?.people.set(entry.speaker, seq)
  }

  function speakerIn(data: Row['data']): string {
    const { person, panelMember } = (data['speaker'] ?? {}) as { person?: string; panelMember?: string }
    return person ?? panelOf.get(panelMember ?? '') ?? ''
  }

  function isIn(person: string, seq: number): boolean {
    let inside = false
    let was = false
    let over = false
    for (const each of places) {
      if (each.seq > seq) break
      if (each.person !== null && each.person !== person) continue
      if (each.person === null) over = true
      inside = each.place === 'in'
      if (inside) was = true
      if (each.place === 'removed') was = false
    }
    // Who was there keeps reading the answers after the broadcast.
    return inside || (over && was)
  }
}

/** No person: everybody of the audience. */
const PLACES: Readonly<Record<string, string>> = {
  'person.entered': 'in',
  'person.left': 'out',
  'person.removed': 'removed',
  'room.debrief': 'out',
  'room.ended': 'out',
}
const ANSWERS = new Set(['question.answered-live', 'question.answered-in-writing', 'commitment.made'])
const NOTES = new Set(['entry.recorded', 'entry.corrected', 'commitment.made'])

function alongside({ readers, author, followers }: Question, what: string, seq: number): Readers {
  const people = new Map([author, ...followers].map((person) => [person, seq]))
  const sides: Partial<Record<Side, number>> = { mission: seq }
  // The question may be shown later than it is answered.
  return {
    what,
    people,
    get sides() {
      for (const side of ['panel', 'audience'] as const) {
        const from = readers.sides[side]
        if (from !== undefined) sides[side] = Math.max(from, seq)
      }
      return sides
    },
  }
}

function takeQuestion(questions: Map<string, Question>, seq: number, type: string, data: Row['data']): void {
  const id = of(data, 'question')
  if (type === 'question.submitted') {
    const author = of(data, 'person')
    questions.set(id, {
      author,
      isPublic: data['visibility'] === 'public',
      showFirm: of(data, 'showFirm'),
      readers: { what: type, sides: { mission: seq }, people: new Map([[author, seq]]) },
      followers: [],
      hidden: false,
    })
    return
  }
  const question = questions.get(id)
  if (!question) return
  const { sides } = question.readers
  if (type === 'question.merged' || type === 'question.dismissed') question.hidden = true
  if (type === 'question.shown' || type === 'question.unmerged') question.hidden = false
  if (type === 'question.shown') {
    sides.panel ??= seq
    if (question.isPublic) sides.audience ??= seq
  }
  // What lies with the panel, or was answered by it, the panel reads.
  const byThePanel = type === 'question.answered-in-writing' && of(data, 'panelMember') !== ''
  if (type === 'question.to-follow-up' || byThePanel) sides.panel ??= seq
  if (type === 'question.merged') {
    const into = questions.get(of(data, 'into'))
    into?.followers.push(question.author, ...question.followers)
  }
}
