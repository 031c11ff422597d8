import './styles/table.css'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cx } from './cx.ts'

export type Column<Row> = {
  id: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Share of the width, in per cent. */
  width?: number | undefined
  /** Folds away on narrow screens. */
  optional?: boolean | undefined
  /** Not on a phone, where another cell says it in `.dl-narrow`. */
  wide?: boolean | undefined
  sort?: 'ascending' | 'descending' | undefined
  /** Figures: tabular, and not wrapped. */
  figures?: boolean | undefined
}

export type DataTableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Name of the row for its checkbox: "Laura Whitcomb, Northvale Cloud". */
  rowLabel?: ((row: Row) => string) | undefined
  selected?: ReadonlySet<string> | undefined
  onSelect?: ((id: string, on: boolean) => void) | undefined
  selectAll?: { label: string; checked: boolean; onChange: (on: boolean) => void } | undefined
  /** Id of the row whose file is open. */
  current?: string | undefined
  onOpen?: ((id: string) => void) | undefined
  /** Rows in the whole list when only a part is drawn. */
  total?: number | undefined
}

/** Sticky head, rows of 44 px, selection by checkbox, one current row (bar and underline). */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, selectAll, selected, total, onSelect } = props
  const selectable = Boolean(onSelect)
  return (
    <table className="dl-table" aria-rowcount={total === undefined ? undefined : total + 1}>
      <caption className="dl-sr">{caption}</caption>
      <thead>
        <tr>
          {selectable && (
            <th scope="col" className="dl-table__check">
              {selectAll && <RowCheck {...selectAll} />}
            </th>
          )}
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              className={cx(column.optional && 'is-optional', column.wide && 'is-wide')}
              aria-sort={column.sort}
            >
              {column.head}
              {column.sort && <span aria-hidden="true">{column.sort === 'descending' ? ' ↓' : ' ↑'}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TableRow key={rowId(row)} row={row} {...props} isSelected={selected?.has(rowId(row)) ?? false} />
        ))}
      </tbody>
    </table>
  )
}

function TableRow<Row>(props: DataTableProps<Row> & { row: Row; isSelected: boolean }) {
  const { row, columns, rowId, rowLabel, current, onOpen, onSelect, isSelected } = props
  const id = rowId(row)
  const open = current === id
  return (
    <tr
      data-row={id}
      className={cx(isSelected && 'is-selected', open && 'is-open')}
      aria-current={open || undefined}
      onClick={onOpen && (() => onOpen(id))}
    >
      {onSelect && (
        <td className="dl-table__check">
          <RowCheck label={rowLabel?.(row) ?? id} checked={isSelected} onChange={(on) => onSelect(id, on)} />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          className={cx(
            column.optional && 'is-optional',
            column.wide && 'is-wide',
            column.figures && 'dl-num',
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** One line of what somebody wrote, in its own direction; what is too long loses its end. */
export function OneLine({
  children,
  strong,
  dir = 'auto',
}: {
  children: ReactNode
  strong?: boolean
  dir?: 'ltr' | 'auto'
}) {
  const Tag = strong ? 'b' : 'span'
  return (
    <Tag className="dl-table__line" dir={dir}>
      {children}
    </Tag>
  )
}

function RowCheck({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (on: boolean) => void
}) {
  return (
    <label className="dl-check">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        onClick={(event) => event.stopPropagation()}
      />
    </label>
  )
}

export type BulkBarProps = {
  label: string
  /** "8 selected · 8 firms" */
  count: ReactNode
  /** "7 can be approved. 1 waits for screening." */
  consequence?: ReactNode
  children: ReactNode
  clearLabel: string
  onClear: () => void
}

/** Only with a selection: says how many can be done and why the rest cannot. */
export function BulkBar({ label, count, consequence, children, clearLabel, onClear }: BulkBarProps) {
  return (
    <section className="dl-bulk" aria-label={label}>
      <p aria-live="polite">
        <b>{count}</b>
        {consequence && <small>{consequence}</small>}
      </p>
      {children}
      <Button kind="quiet" icon="close" iconOnly onClick={onClear}>
        {clearLabel}
      </Button>
    </section>
  )
}

/** A list with its filter above and its bulk bar floating at the foot: give it the desk's free height. */
export function ListWithBulk({
  filter,
  children,
  bulk,
}: {
  filter?: ReactNode
  children: ReactNode
  bulk?: ReactNode
}) {
  return (
    <div className="dl-list">
      {filter && <div className="dl-filter">{filter}</div>}
      {children}
      {bulk}
    </div>
  )
}
