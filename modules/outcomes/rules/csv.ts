import { stringify } from 'csv-stringify/sync'
import type { Answers, Attendance } from '../contract.ts'

/** What a column's head or a word of a closed list is called, by its key. */
export type Label = (key: string) => string

/**
 * Comma-separated, UTF-8 with a byte order mark and CRLF (RFC 4180), so that spreadsheets open it as it is.
 * A cell that a spreadsheet would take for a formula is led by an apostrophe (OWASP, "CSV Injection").
 */
function csv(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify([head, ...rows.map((row) => row.map((cell) => cell ?? ''))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}

/** One person a row. Times are local to the host, with their offset. */
export function attendanceCsv({ rows, absent, zone }: Attendance, label: Label): string {
  const head = [
    'name',
    'title',
    'organization',
    'part',
    'first',
    'last',
    'minutes',
    'visits',
    'on_air',
    'people',
  ]
  return csv(
    head.map((key) => label(`head_${key}`)),
    [
      ...rows.map((row) => [
        row.name ?? label('removed'),
        row.title,
        row.organizationName,
        label(`part_${row.part}`),
        local(row.first, zone),
        local(row.last, zone),
        row.minutes,
        row.visits,
        label(row.onAir ? 'yes' : 'no'),
        row.count,
      ]),
      ...absent.map((row) => [
        row.name ?? label('removed'),
        row.title,
        row.organizationName,
        label('part_absent'),
        null,
        null,
        0,
        0,
        label('no'),
        0,
      ]),
    ],
  )
}

/** One question a row; its live and its written answer beside each other, and what is owed. */
export function answersCsv({ rows, zone }: Answers, label: Label): string {
  const head = [
    'question',
    'asker',
    'organization',
    'asked_at',
    'minute',
    'votes',
    'state',
    'live_by',
    'live_at',
    'live_answer',
    'written_by',
    'written_at',
    'written_answer',
    'owed_by',
    'due',
    'overdue',
    'promise',
    'event',
  ]
  return csv(
    head.map((key) => label(`head_${key}`)),
    rows.map((row) => {
      const live = row.answers.find(({ how }) => how === 'live')
      const written = row.answers.find(({ how }) => how === 'in writing')
      return [
        row.text ?? label('removed'),
        row.asker,
        row.organizationName,
        local(row.askedAt, zone),
        row.minute,
        row.votes,
        label(`state_${row.state.replaceAll(' ', '_')}`),
        live?.speakerName ?? null,
        live ? local(live.at, zone) : null,
        live?.text ?? null,
        written?.speakerName ?? null,
        written ? local(written.at, zone) : null,
        written?.text ?? null,
        row.owed?.ownerName ?? null,
        row.owed?.due ?? null,
        row.owed ? label(row.owed.overdue ? 'yes' : 'no') : null,
        row.owed?.promise ?? null,
        `${row.event.seq}`,
      ]
    }),
  )
}

/** `2026-04-23T17:02:10+05:00` */
const local = (at: string, zone: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
