import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import type { Locale } from '../../../../kernel/locale.ts'
import { clean } from './clean.ts'
import type { Cell, FileTable, Label } from './table.ts'

/** What the legend says of a file before it says what its columns mean. */
export interface Legend {
  readonly facts: readonly (readonly [label: string, value: string])[]
}

/** What one cell of a spreadsheet can hold. Source: Excel specifications and limits. */
const MAX_CELL = 32_767

const HEAD = { fontWeight: 'bold', backgroundColor: '#DFE1E2', alignVertical: 'top', wrap: true } as const

/**
 * A spreadsheet with two sheets: the rows, and a legend. Text is written as text and never as a formula, so that a
 * name that begins with `=` is a name; numbers are numbers.
 */
export async function xlsxOf(
  table: FileTable,
  legend: Legend,
  locale: Locale,
  label: Label,
): Promise<Uint8Array> {
  const rightToLeft = locale === 'ur'
  const data: SheetData = [
    table.columns.map(({ head }) => ({ ...text(head), ...HEAD })),
    ...table.rows.map((row) => row.map(cellOf)),
  ]
  const meanings: SheetData = [
    ...legend.facts.map(([name, value]) => [{ ...text(name), fontWeight: 'bold' as const }, text(value)]),
    [null, null],
    [
      { ...text(label('legend_column')), ...HEAD },
      { ...text(label('legend_means')), ...HEAD },
    ],
    ...table.columns.map(({ head, means }) => [text(head), { ...text(means), wrap: true }]),
  ]
  return await writeXlsxFile([
    {
      data,
      sheet: sheetName(table.name),
      columns: table.columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      rightToLeft,
    },
    {
      data: meanings,
      sheet: sheetName(label('sheet_legend')),
      columns: [{ width: 28 }, { width: 90 }],
      rightToLeft,
    },
  ]).toBuffer()
}

const text = (value: string): CellObject => ({ value: clean(value).slice(0, MAX_CELL), type: String })

const cellOf = (cell: Cell): CellObject | null =>
  cell === null || cell === '' ? null : typeof cell === 'number' ? { value: cell, type: Number } : text(cell)

/** At most 31 characters, none of `[]:*?/\`. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/gu, ' ').slice(0, 31)
