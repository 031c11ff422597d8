import { openDatabase } from '../../adapters/database/connect.ts'
import { entitiesOf } from '../../modules/room/contract.ts'
import type { Witness } from './witness.ts'

export interface Verdict {
  readonly events: number
  readonly acknowledged: number
  /** Acknowledged and not in the record. */
  readonly lost: string[]
  /** One command, more than once in the record. */
  readonly twice: string[]
  /** Holes in `seq`, frames out of order, acknowledgements at another event's place. */
  readonly disorder: string[]
  /** Seen by somebody whose audience may not see it. */
  readonly leaked: string[]
  /** At the end, a view that is not what the record says. */
  readonly stale: string[]
}

interface Row {
  readonly seq: string
  readonly type: string
  readonly audience: string
  readonly command: string | null
  readonly text: string | null
}

/**
 * Compares what was acknowledged and seen with what the database holds.
 * @param secrets texts that only the panel and their author may see (questions that were never shown)
 */
export async function check(
  databaseUrl: string,
  call: string,
  witnesses: readonly Witness[],
  secrets: ReadonlyMap<string, Witness>,
): Promise<Verdict> {
  const database = openDatabase(databaseUrl, { max: 1 })
  const rows = await database.transaction(async (_db, execute) => {
    const found = await execute(
      'select e.seq, e.type, e.audience, e.command, t.text from events e left join texts t using (stream, seq) where e.stream = $1 order by e.seq',
      [`record:${call}`],
    )
    return found.rows as Row[]
  })
  await database.close()
  const byCommand = new Map<string, number[]>()
  for (const { command, seq } of rows)
    if (command) byCommand.set(command, [...(byCommand.get(command) ?? []), Number(seq)])
  const lost: string[] = []
  const disorder: string[] = []
  let acknowledged = 0
  for (const { testimony } of witnesses) {
    disorder.push(...testimony.complaints)
    for (const [id, { name, acked }] of testimony.sent) {
      if (acked === null) continue
      acknowledged += 1
      const [at] = byCommand.get(id) ?? []
      // Some commands change nothing (a vote given twice): they are acknowledged at what was there.
      if (at === undefined && !CHANGES_NOTHING.has(name)) lost.push(`${name} ${id}, acknowledged at ${acked}`)
      else if (at !== undefined && at !== acked)
        disorder.push(`${name} ${id}: acknowledged at ${acked}, recorded at ${at}`)
    }
  }
  rows.forEach(({ seq }, index) => {
    if (Number(seq) !== index + 1) disorder.push(`seq ${seq} stands at place ${index + 1}`)
  })
  return {
    events: rows.length,
    acknowledged,
    lost,
    twice: [
      ...[...byCommand].filter(([, at]) => at.length > 1).map(([id]) => id),
      ...repeated(rows.filter(({ type }) => type === 'question.submitted').map(({ text }) => text ?? '')),
    ],
    disorder,
    leaked: leaks(witnesses, secrets),
    stale: staleViews(rows, witnesses),
  }
}

const CHANGES_NOTHING = new Set(['enter', 'vote', 'unvote', 'raiseHand', 'lowerHand'])

const repeated = (texts: readonly string[]): string[] =>
  texts.filter((text, index) => text !== '' && texts.indexOf(text) !== index)

/** A question that nobody has shown is its author's and the panel's. */
function leaks(witnesses: readonly Witness[], secrets: ReadonlyMap<string, Witness>): string[] {
  const found: string[] = []
  for (const each of witnesses) {
    const panel = each.testimony.frames.some(({ as }) => as === 'panel' || as === 'mission')
    if (panel) continue
    const all = each.testimony.received.join('\n')
    for (const [text, author] of secrets) if (author !== each && all.includes(text)) found.push(text)
  }
  return found
}

/** Everybody on the panel must see each question of the record, and nobody a question that is none. */
function staleViews(rows: readonly Row[], witnesses: readonly Witness[]): string[] {
  // Not every event changes what each may see; an announcement does for all.
  const announced = Number(rows.findLast(({ type }) => type.startsWith('announcement.'))?.seq ?? 0)
  const asked = rows.filter(({ type }) => type === 'question.submitted').length
  return witnesses.flatMap((each) => {
    const room = each.room()
    const panel = room.audience === 'panel' || room.audience === 'mission'
    const seen = entitiesOf(room, 'question').length
    return [
      ...(room.seq >= announced
        ? []
        : [`a client stands at ${room.seq}, before the announcement of ${announced}`]),
      ...(room.seq <= rows.length ? [] : [`a client stands at ${room.seq} of ${rows.length}`]),
      ...(!panel || seen === asked ? [] : [`the panel sees ${seen} of ${asked} questions`]),
    ]
  })
}
