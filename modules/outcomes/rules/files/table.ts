import type { Answers, Attendance } from '../../contract.ts'

/** What a column's head or a word of a closed list is called, by its key. */
export type Label = (key: string) => string

export type Cell = string | number | null

export interface FileColumn {
  readonly head: string
  /** One sentence: what stands in it. */
  readonly means: string
  /** In characters. */
  readonly width: number
}

/** A file as rows and columns, before it is CSV or a spreadsheet. */
export interface FileTable {
  readonly name: string
  readonly columns: readonly FileColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

type Column<R> = readonly [key: string, width: number, cell: (row: R) => Cell]

/** Columns named by their keys: `head_<key>` is the head, `means_<key>` the sentence of the legend. */
export function tableOf<R>(
  name: string,
  columns: readonly Column<R>[],
  rows: readonly R[],
  label: Label,
): FileTable {
  return {
    name,
    columns: columns.map(([key, width]) => ({
      head: label(`head_${key}`),
      means: label(`means_${key}`),
      width,
    })),
    rows: rows.map((row) => columns.map(([, , cell]) => cell(row))),
  }
}

/** `2026-04-23T17:02:10+05:00` */
export const local = (at: string, zone: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })

const yesNo = (value: boolean, label: Label): string => label(value ? 'yes' : 'no')

/** One person a row, then who had a seat and did not come. Times are local to the host, with their offset. */
export function attendanceTable({ rows, absent, zone }: Attendance, label: Label): FileTable {
  type Row = Partial<Attendance['rows'][number]> & Attendance['absent'][number]
  const columns: Column<Row>[] = [
    ['name', 28, ({ name }) => name ?? label('removed')],
    ['title', 28, ({ title }) => title],
    ['organization', 28, ({ organizationName }) => organizationName],
    ['part', 14, ({ part }) => label(`part_${part ?? 'absent'}`)],
    ['first', 26, ({ first }) => (first ? local(first, zone) : null)],
    ['last', 26, ({ last }) => (last ? local(last, zone) : null)],
    ['minutes', 10, ({ minutes }) => minutes ?? 0],
    ['visits', 10, ({ visits }) => visits ?? 0],
    ['on_air', 12, ({ onAir }) => yesNo(onAir ?? false, label)],
    ['people', 10, ({ count }) => count ?? 0],
  ]
  return tableOf<Row>(label('sheet_attendance'), columns, [...rows, ...absent], label)
}

/** One question or promise a row; its live and its written answer beside each other, and what is owed. */
export function answersTable({ rows, promises, zone }: Answers, label: Label): FileTable {
  type Question = Answers['rows'][number]
  const answer = (row: Question, how: 'live' | 'in writing') =>
    row.answers.find((given) => given.how === how) ?? null
  const at = (moment: string | undefined): Cell => (moment ? local(moment, zone) : null)
  const written = (row: Question) => answer(row, 'in writing')
  const columns: Column<Question>[] = [
    ['question', 60, ({ text }) => text ?? label('removed')],
    ['asker', 24, ({ asker }) => asker],
    ['organization', 24, ({ organizationName }) => organizationName],
    ['asked_at', 26, ({ askedAt }) => at(askedAt)],
    ['minute', 8, ({ minute }) => minute],
    ['votes', 8, ({ votes }) => votes],
    ['state', 20, ({ state, mergedInto }) => label(mergedInto ? 'state_merged' : stateKey(state))],
    ['live_by', 24, (row) => answer(row, 'live')?.speakerName ?? null],
    ['live_at', 26, (row) => at(answer(row, 'live')?.at)],
    ['live_answer', 50, (row) => answer(row, 'live')?.text ?? null],
    ['ground_rules', 16, (row) => rulesWord(answer(row, 'live')?.groundRules ?? null, label)],
    ['written_by', 24, (row) => written(row)?.speakerName ?? null],
    ['written_at', 26, (row) => at(written(row)?.at)],
    ['written_answer', 50, (row) => written(row)?.text ?? null],
    ['written_source', 16, (row) => sourceWord(written(row)?.source ?? null, label)],
    ['corrections', 12, (row) => row.answers.reduce((sum, { before }) => sum + before.length, 0)],
    ['owed_by', 24, ({ owed }) => owed?.ownerName ?? null],
    ['due', 12, ({ owed }) => owed?.due ?? null],
    ['overdue', 10, ({ owed }) => owed && yesNo(owed.overdue, label)],
    ['promise', 40, ({ owed }) => owed?.promise ?? null],
    ['event', 8, ({ event }) => `${event.seq}`],
  ]
  const table = tableOf(label('sheet_answers'), columns, rows, label)
  const promised = promises.map((made): Cell[] =>
    columns.map(([key]) => {
      switch (key) {
        case 'state':
          return label(made.withdrawn ? 'state_withdrawn' : made.fulfilled ? 'state_kept' : 'state_promise')
        case 'asked_at':
          return at(made.saidAt)
        case 'minute':
          return made.minute
        case 'owed_by':
          return made.ownerName
        case 'due':
          return made.due
        case 'overdue':
          return yesNo(made.overdue, label)
        case 'promise':
          return made.text ?? label('removed')
        case 'ground_rules':
          return rulesWord(made.groundRules, label)
        case 'event':
          return `${made.event.seq}`
        default:
          return null
      }
    }),
  )
  return { ...table, rows: [...table.rows, ...promised] }
}

export const stateKey = (state: string): string => `state_${state.replaceAll(' ', '_')}`

const sourceWord = (source: string | null, label: Label): Cell => source && label(`source_${source}`)

/** Under which ground rules it was said. */
export const rulesWord = (rules: string | null, label: Label): Cell =>
  rules && label(`rules_${rules.replaceAll(' ', '_')}`)
