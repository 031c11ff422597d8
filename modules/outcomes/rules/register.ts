import type {
  AnswerSource,
  Dismissal,
  FollowUp,
  GroundRules,
  Owner,
  QuestionState,
  RecordEvent,
  Speaker,
} from '../../room/contract.ts'

export interface RegisteredAnswer {
  readonly how: 'live' | 'in writing'
  readonly speaker: Speaker | null
  readonly at: string
  /** Null while nobody wrote a summary, or where it was erased. */
  readonly text: string | null
  readonly seq: number
  /** The rules under which it was said; written answers are on the record. */
  readonly groundRules: GroundRules
  /** How it reached the mission, when it was entered for whoever gave it. */
  readonly source: AnswerSource | null
  /** What stood before, oldest first: a correction hides nothing. */
  readonly before: readonly { readonly at: string; readonly text: string | null; readonly seq: number }[]
}

export interface Owed {
  readonly how: FollowUp
  readonly owner: Owner | null
  /** A calendar day, `2026-05-07`. */
  readonly due: string | null
  readonly promise: string | null
  readonly commitment: string
  readonly groundRules: GroundRules
  /** When it was promised. */
  readonly since: string
  /** Overdue is computed: the day has passed in the host's zone and nothing was given. */
  readonly overdue: boolean
}

/** A promise that is no answer to a question. */
export interface Pledge {
  readonly commitment: string
  readonly seq: number
  readonly saidAt: string
  readonly groundRules: GroundRules
  readonly speaker: Speaker | null
  readonly owner: Owner | null
  readonly due: string | null
  readonly text: string | null
  readonly overdue: boolean
  /** Taken back by whoever wrote it down. */
  readonly withdrawn: boolean
  readonly fulfilled: boolean
}

/** A question with what became of it. */
export interface Registered {
  readonly question: string
  readonly person: string
  readonly organization: string | null
  readonly text: string | null
  readonly source: 'registration' | 'room'
  readonly askedAt: string
  readonly seq: number
  readonly state: QuestionState
  readonly votes: number
  readonly assigned: string | null
  readonly dismissal: Dismissal | null
  readonly answers: readonly RegisteredAnswer[]
  /** It stands where that question does. */
  readonly mergedInto: string | null
  /** What is still owed; null once a written answer was given. */
  readonly owed: Owed | null
}

type Row = { -readonly [K in keyof Omit<Registered, 'owed' | 'votes'>]: Registered[K] } & {
  shown: boolean
  voters: Set<string>
  followUp: { commitment: string; how: FollowUp } | null
}

interface Promised {
  owner: Owner | null
  due: string | null
  text: string | null
  readonly since: string
  readonly groundRules: GroundRules
}

interface Register {
  readonly rows: Map<string, Row>
  readonly promises: Map<string, Promised>
}

/**
 * The answer register of a record: each question once, in the order asked. `today` is the day in the host's zone; `votes` are counted
 * by whoever read the record without them.
 */
export function registerOf(
  record: readonly RecordEvent[],
  today: Temporal.PlainDate,
  votes?: ReadonlyMap<string, number>,
): Registered[] {
  const register: Register = { rows: new Map(), promises: new Map() }
  for (const event of record) take(register, event)
  const families = Map.groupBy(register.rows.values(), (asked) => keptOf(register, asked))
  return [...register.rows.values()].map((asked) => {
    const { shown: _s, voters: _v, followUp: _f, ...row } = asked
    const kept = keptOf(register, asked)
    const { state, assigned, dismissal, answers, followUp } = kept
    const voters = (families.get(kept) ?? []).flatMap((each) => [...each.voters])
    const owed = followUp && asked.mergedInto === null ? owedOf(register, followUp, today) : null
    const counted = votes?.get(asked.question) ?? new Set(voters).size
    return { ...row, state, assigned, dismissal, answers, owed, votes: counted }
  })
}

/** A question that was merged into another stands where that one does; it has its own row all the same. */
function keptOf(register: Register, asked: Row): Row {
  const into = asked.mergedInto === null ? undefined : register.rows.get(asked.mergedInto)
  return into ? keptOf(register, into) : asked
}

/** Promises made on the call that stand by themselves, in the order in which they were made. */
export function promisesOf(record: readonly RecordEvent[], today: Temporal.PlainDate): Pledge[] {
  const promises = new Map<string, Omit<Pledge, 'overdue'>>()
  for (const event of record) {
    if (event.type === 'commitment.made' && event.data.question === null) {
      const { commitment, saidAt, groundRules, speaker, owner, due } = event.data
      promises.set(commitment, {
        commitment,
        seq: event.seq,
        saidAt,
        groundRules,
        speaker,
        owner,
        due,
        text: event.text,
        withdrawn: false,
        fulfilled: false,
      })
    } else if (event.type === 'commitment.changed') {
      const { commitment, owner, due } = event.data
      const made = promises.get(commitment)
      if (made) promises.set(commitment, { ...made, owner, due })
    } else if (event.type === 'commitment.kept') {
      const made = promises.get(event.data.commitment)
      if (made) promises.set(made.commitment, { ...made, fulfilled: true })
    } else if (event.type === 'entry.withdrawn') {
      const made = promises.get(event.data.entry)
      if (made) promises.set(made.commitment, { ...made, withdrawn: true })
    }
  }
  return [...promises.values()].map((made) => ({
    ...made,
    overdue: isOpen(made) && isOverdue(made.due, today),
  }))
}

/** Whether a promise is still owed. */
export const isOpen = ({ withdrawn, fulfilled }: Pick<Pledge, 'withdrawn' | 'fulfilled'>): boolean =>
  !withdrawn && !fulfilled

const isOverdue = (due: string | null, today: Temporal.PlainDate): boolean =>
  due !== null && Temporal.PlainDate.compare(Temporal.PlainDate.from(due), today) < 0

function owedOf(
  { promises }: Register,
  followUp: NonNullable<Row['followUp']>,
  today: Temporal.PlainDate,
): Owed {
  const promised = promises.get(followUp.commitment)
  const due = promised?.due ?? null
  return {
    how: followUp.how,
    owner: promised?.owner ?? null,
    due,
    promise: promised?.text ?? null,
    commitment: followUp.commitment,
    groundRules: promised?.groundRules ?? 'on the record',
    since: promised?.since ?? '',
    overdue: isOverdue(due, today),
  }
}

function take(register: Register, event: RecordEvent): void {
  if (event.type === 'question.submitted') {
    const { question, person, organization, source } = event.data
    register.rows.set(question, {
      question,
      person,
      organization,
      text: event.text,
      source,
      askedAt: event.at,
      seq: event.seq,
      state: 'pending',
      assigned: null,
      dismissal: null,
      answers: [],
      shown: false,
      voters: new Set(),
      followUp: null,
      mergedInto: null,
    })
  } else if (event.type === 'commitment.made') {
    const { commitment, owner, due, saidAt, groundRules } = event.data
    register.promises.set(commitment, { owner, due, text: event.text, since: saidAt, groundRules })
  } else if (event.type === 'commitment.changed') {
    const promised = register.promises.get(event.data.commitment)
    if (promised) Object.assign(promised, { owner: event.data.owner, due: event.data.due })
  } else if (event.type === 'entry.withdrawn') {
    // Taken back are the words; that an answer is owed, by whom and until when stays until it is given.
    const promised = register.promises.get(event.data.entry)
    if (promised) promised.text = null
  } else if ('question' in event.data && event.data.question !== null) {
    const row = register.rows.get(event.data.question)
    if (row) change(row, event)
  }
}

function change(row: Row, event: RecordEvent): void {
  switch (event.type) {
    case 'question.shown':
      row.shown = true
      row.dismissal = null
      if (row.state === 'pending' || row.state === 'dismissed') row.state = openState(row)
      return
    case 'question.dismissed':
      row.shown = false
      row.assigned = null
      row.state = 'dismissed'
      row.dismissal = event.data.reason
      return
    case 'question.merged':
      row.mergedInto = event.data.into
      return
    case 'question.unmerged':
      row.mergedInto = null
      return
    case 'vote.cast':
      row.voters.add(event.data.organization ?? event.data.person)
      return
    case 'vote.withdrawn':
      row.voters.delete(event.data.organization ?? event.data.person)
      return
    case 'question.assigned':
      row.assigned = event.data.panelMember
      row.state = 'assigned'
      return
    case 'question.unassigned':
      row.assigned = null
      row.state = openState(row)
      return
    case 'question.answered-live': {
      const { speaker, saidAt, worded, groundRules } = event.data
      const before = row.answers.find((answer) => answer.how === 'live')
      const text = worded ? event.text : (before?.text ?? null)
      answer(row, { how: 'live', speaker, at: saidAt, text, seq: event.seq, groundRules, source: null })
      row.followUp = null
      row.state = 'answered live'
      return
    }
    case 'question.answered-in-writing': {
      const { panelMember, source } = event.data
      const speaker: Speaker = panelMember ? { kind: 'panel member', panelMember } : { kind: 'mission' }
      answer(row, {
        how: 'in writing',
        speaker,
        at: event.at,
        text: event.text,
        seq: event.seq,
        groundRules: 'on the record',
        source: source ?? null,
      })
      row.followUp = null
      row.state = 'answered in writing'
      return
    }
    case 'question.to-follow-up':
      row.followUp = { commitment: event.data.commitment, how: event.data.how }
      row.state = 'to follow up'
      return
  }
}

const openState = (row: Row): QuestionState => (row.assigned ? 'assigned' : row.shown ? 'visible' : 'pending')

/** A second answer of the same kind corrects the first, and what stood before stays to be seen. */
function answer(row: Row, given: Omit<RegisteredAnswer, 'before'>): void {
  const known = row.answers.find(({ how }) => how === given.how)
  const isRewritten = known !== undefined && known.text !== given.text
  const before = isRewritten
    ? [...known.before, { at: known.at, text: known.text, seq: known.seq }]
    : (known?.before ?? [])
  row.answers = [...row.answers.filter(({ how }) => how !== given.how), { ...given, before }]
}
