import { openDatabase } from '../../adapters/database/connect.ts'
import { entitiesOf, entityOf } from '../../modules/room/contract.ts'
import { SIDE_OF } from './audiences.ts'
import type { Cast, Scene } from './installation.ts'
import { leaksOf } from './leaks.ts'
import { MARK, type Row, type Story, storyOf } from './readers.ts'
import type { Witness } from './witness.ts'

/** Somebody of the cast and the client through which they see. */
export interface SeatAt {
  readonly who: Cast
  readonly at: Witness
}

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

/** Compares what was acknowledged and seen with what the database holds. */
export async function check(
  databaseUrl: string,
  { call, cast, panelMember }: Scene,
  seats: readonly SeatAt[],
  reordered = false,
): Promise<Verdict> {
  const database = openDatabase(databaseUrl, { max: 1 })
  const rows = await database.transaction(async (_db, execute) => {
    const found = await execute(
      'select e.seq, e.type, e.audience, e.command, e.data, e.actor, t.text from events e left join texts t using (stream, seq) where e.stream = $1 order by e.seq',
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
  for (const { testimony } of seats.map(({ at }) => at)) {
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
  const panelist = cast.find(({ role }) => role === 'panelist')?.person ?? ''
  const story = storyOf(rows, new Map([[panelMember, panelist]]))
  return {
    events: rows.length,
    acknowledged,
    lost,
    twice: [
      ...[...byCommand].filter(([, at]) => at.length > 1).map(([id]) => id),
      ...repeated(rows.map(({ text }) => text?.match(MARK)?.[0] ?? '')),
    ],
    disorder,
    leaked: leaksOf(
      story,
      cast,
      seats.map(({ who, at: { testimony } }) => ({ who, ...testimony })),
      reordered,
    ),
    stale: staleViews(rows, story, seats),
  }
}

const CHANGES_NOTHING = new Set([
  ...['enter', 'vote', 'unvote', 'raiseHand', 'lowerHand', 'acceptFloor', 'returnFloor', 'giveFloor'],
  ...['showQuestion', 'assignQuestion', 'removePerson', 'askToPublish'],
])

const repeated = (texts: readonly string[]): string[] =>
  texts.filter((text, index) => text !== '' && texts.indexOf(text) !== index)

/** So many questions a socket carries in any case, if there are as many. */
const CARRIED = 20

/** Everybody must see each question that is theirs to see and no other, and stand where the record stands. */
function staleViews(rows: readonly Row[], { questions }: Story, seats: readonly SeatAt[]): string[] {
  // Not every event changes what each may see; an announcement does for all.
  const announced = Number(rows.findLast(({ type }) => type.startsWith('announcement.'))?.seq ?? 0)
  return seats.flatMap(({ who, at }) => {
    const room = at.room()
    if (room.audience === null || room.audience === 'door') return []
    const side = SIDE_OF[who.role] ?? 'outside'
    const theirs = [...questions.values()].filter(
      ({ readers, hidden }) => side === 'mission' || (!hidden && readers.sides[side] !== undefined),
    ).length
    const seen = entitiesOf(room, 'question').length
    const counts = entityOf(room, 'counts')?.[room.audience]?.questions
    const counted = Object.values(counts ?? {}).reduce((sum, each) => sum + each, 0)
    return [
      ...(room.seq >= announced
        ? []
        : [`a client stands at ${room.seq}, before the announcement of ${announced}`]),
      ...(room.seq <= rows.length ? [] : [`a client stands at ${room.seq} of ${rows.length}`]),
      ...(counted === theirs ? [] : [`${who.role} ${who.name} is told of ${counted} of ${theirs} questions`]),
      // Of many a socket carries what is live and the newest; the others are asked for.
      ...(seen === theirs || (seen < theirs && seen >= CARRIED)
        ? []
        : [`${who.role} ${who.name} sees ${seen} of ${theirs} questions`]),
    ]
  })
}
