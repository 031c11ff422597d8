import { z } from 'zod'
import { TableShape } from '../../adapters/database/shape.ts'

/** The way a backup is laid out. Raised when an older Direct Line could not read a newer one's backup. */
export const FORMAT = 1

/**
 * A backup is a tar: `manifest.json`, then `files/…` of the data folder, then `tables/<table>/<number>` with COPY's text in pieces,
 * and last `end.json`, without which it is not whole.
 */
export const Manifest = z.object({
  program: z.literal('Direct Line'),
  format: z.number().int(),
  version: z.string(),
  at: z.string(),
  postgres: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(TableShape),
})
export type Manifest = z.infer<typeof Manifest>

export const End = z.object({
  rows: z.record(z.string(), z.number().int()),
  files: z.array(z.object({ path: z.string(), mode: z.number().int(), bytes: z.number().int() })),
})
export type End = z.infer<typeof End>

export const MANIFEST = 'manifest.json'
export const END = 'end.json'
const TABLE = 'tables/'
const FILE = 'files/'

export const tableEntry = (table: string, piece: number): string =>
  `${TABLE}${table}/${String(piece).padStart(8, '0')}`
export const fileEntry = (path: string, piece: number): string =>
  `${FILE}${path}/${String(piece).padStart(8, '0')}`

/** What an entry holds; null for what is known by its whole name. */
export function entryOf(name: string): { readonly kind: 'table' | 'file'; readonly of: string } | null {
  const of = name.slice(name.indexOf('/') + 1, name.lastIndexOf('/'))
  if (name.startsWith(TABLE)) return { kind: 'table', of }
  if (name.startsWith(FILE)) return { kind: 'file', of }
  return null
}

/** COPY's text has one line for each row; a line break within a value is written `\n`. */
export function rowsIn(piece: Uint8Array): number {
  let rows = 0
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows += 1
  return rows
}
