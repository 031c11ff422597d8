import { type FileTable, type Label, local, tableOf } from './table.ts'

export interface RegistrationForFile {
  readonly state: string
  readonly name: string | null
  readonly title: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly organization: string
  readonly country: string | null
  readonly sectors: readonly string[]
  readonly language: string | null
  readonly source: string | null
  readonly questions: readonly string[]
  readonly submittedAt: string
  readonly decidedAt: string | null
  readonly decidedBy: string | null
  readonly reason: string | null
}

/** One registration a row. What somebody needs to take part is not in it: that is the host's alone. */
export const registrationsTable = (
  rows: readonly RegistrationForFile[],
  zone: string,
  label: Label,
  sector: (key: string) => string,
): FileTable =>
  tableOf<RegistrationForFile>(
    label('sheet_registrations'),
    [
      ['name', 28, ({ name }) => name ?? label('removed')],
      ['title', 28, ({ title }) => title],
      ['organization', 28, ({ organization }) => organization],
      ['country', 10, ({ country }) => country],
      ['email', 32, ({ email }) => email],
      ['phone', 20, ({ phone }) => phone],
      ['registration_state', 14, ({ state }) => label(`registration_${state}`)],
      ['sectors', 30, ({ sectors }) => sectors.map(sector).join(', ')],
      ['language', 10, ({ language }) => language],
      ['found', 16, ({ source }) => source],
      ['asks', 10, ({ questions }) => questions.length],
      ['submitted_at', 26, ({ submittedAt }) => local(submittedAt, zone)],
      ['decided_at', 26, ({ decidedAt }) => decidedAt && local(decidedAt, zone)],
      ['decided_by', 24, ({ decidedBy }) => decidedBy],
      ['reason', 24, ({ reason }) => reason && label(`reason_${reason.replaceAll(' ', '_')}`)],
    ],
    rows,
    label,
  )
