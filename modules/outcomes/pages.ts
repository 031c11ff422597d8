import { STAFF } from '../../kernel/access.ts'
import { AppError } from '../../kernel/errors.ts'
import { LOCALES, type Locale } from '../../kernel/locale.ts'
import type { Page, PageRequest } from '../../kernel/module.ts'
import { id } from '../../kernel/schemas.ts'
import en from './locales/en.json' with { type: 'json' }
import ur from './locales/ur.json' with { type: 'json' }
import { latestVersion, versionAt } from './reads/versions.ts'
import { answersCsv, attendanceCsv, type Label } from './rules/csv.ts'
import { readoutHtml } from './rules/html.ts'
import { readableCall } from './service/permission.ts'
import { readAnswers, readAttendance } from './service/record.ts'

const access = { staff: STAFF, call: ['host', 'moderator'] } as const

const files: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en: en.file, ur: ur.file }

/** Words of a file in a language; an unknown key shows itself, which a test would see. */
const labels =
  (locale: Locale): Label =>
  (key) =>
    files[locale][key] ?? `file.${key}`

function callOf(request: PageRequest): string {
  const call = id.safeParse(request.params['call'])
  if (!call.success) throw new AppError('not_found', 'calls.unknown_call')
  return call.data
}

const CSV = 'text/csv; charset=utf-8'

export const pages: Readonly<Record<string, Page>> = {
  attendanceCsv: {
    method: 'GET',
    path: '/api/calls/:call/attendance.csv',
    access,
    async handle(tx, actor, request) {
      const rows = await readAttendance(tx, actor, callOf(request))
      return {
        body: attendanceCsv(rows, labels(request.locale)),
        contentType: CSV,
        filename: 'attendance.csv',
      }
    },
  },
  answersCsv: {
    method: 'GET',
    path: '/api/calls/:call/answers.csv',
    access,
    async handle(tx, actor, request) {
      const rows = await readAnswers(tx, actor, callOf(request), request.locale)
      return { body: answersCsv(rows, labels(request.locale)), contentType: CSV, filename: 'answers.csv' }
    },
  },
  /** `?text=ur` chooses the language of the text, `?version=2` an earlier version. */
  readoutHtml: {
    method: 'GET',
    path: '/api/calls/:call/readout.html',
    access,
    async handle(tx, actor, request) {
      const { id: call } = await readableCall(tx, actor, callOf(request))
      const asked = Number(request.query['version'])
      const version =
        Number.isInteger(asked) && asked > 0
          ? await versionAt(tx, call, asked)
          : await latestVersion(tx, call)
      if (!version) throw new AppError('not_found', 'outcomes.no_such_version')
      const locale = LOCALES.find((known) => known === request.query['text']) ?? request.locale
      const label = labels(locale)
      const body = readoutHtml(version.content[locale], locale, {
        state: label('draft_version').replace('{{version}}', String(version.version)),
        removed: label('removed'),
      })
      return { body, contentType: 'text/html; charset=utf-8' }
    },
  },
}
