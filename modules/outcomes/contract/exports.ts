import { type Access, APPROVERS, STAFF } from '../../../kernel/access.ts'

/** What leaves the product as a file. */
export const EXPORTS = ['registrations', 'attendance', 'answers', 'readout', 'series'] as const
export type ExportKind = (typeof EXPORTS)[number]

const RAN_THE_CALL = ['host', 'moderator'] as const

/**
 * Who may take out what. Registrations hold addresses and telephone numbers: only who decides on them takes them out.
 * Every export is an event (`export.made` in `exports:<call or series>`).
 */
export const EXPORT_ACCESS: Readonly<Record<ExportKind, Access>> = {
  registrations: { staff: APPROVERS },
  attendance: { staff: STAFF, call: RAN_THE_CALL },
  answers: { staff: STAFF, call: RAN_THE_CALL },
  readout: { staff: STAFF, call: RAN_THE_CALL },
  series: { staff: STAFF },
}

export const FORMATS = ['csv', 'xlsx', 'docx'] as const
export type Format = (typeof FORMATS)[number]

/** Stream of what was taken out of a call or a series. */
export const exportsStream = (of: string): string => `exports:${of}`
