import { stringify } from 'csv-stringify/sync'
import type { Attendance } from '../contract.ts'
import { attendanceTable, type FileTable, type Label } from './files/table.ts'

/**
 * Comma-separated, UTF-8 with a byte order mark and CRLF (RFC 4180), so that spreadsheets open it as it is.
 * A cell that a spreadsheet would take for a formula is led by an apostrophe (OWASP, "CSV Injection").
 */
export const csvOf = ({ columns, rows }: FileTable): string =>
  stringify([columns.map(({ head }) => head), ...rows.map((row) => row.map((cell) => cell ?? ''))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })

export const attendanceCsv = (attendance: Attendance, label: Label): string =>
  csvOf(attendanceTable(attendance, label))
