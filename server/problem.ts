import { AppError, type ErrorCode, type FieldError } from '../kernel/errors.ts'
import type { Locale } from '../kernel/locale.ts'
import { translator } from './i18n.ts'

/** RFC 9457 problem details; `reason` and `params` let a program say the sentence in its own words. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly reason: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly errors?: readonly { readonly path: string; readonly reason: string; readonly detail: string }[]
  readonly requestId: string
}

export const PROBLEM_TYPE = 'application/problem+json'

/** The one place where codes become HTTP statuses. */
export const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
}

/** Says an error in the caller's language. */
export function problemOf(error: AppError, locale: Locale, requestId: string): Problem {
  const t = translator(locale)
  return {
    type: `/problems/${error.reason}`,
    title: t(`server:codes.${error.code}`),
    status: STATUS[error.code],
    detail: t(errorKey(error.reason), { requestId, ...error.params }),
    reason: error.reason,
    ...(Object.keys(error.params).length > 0 ? { params: error.params } : {}),
    ...(error.fields.length > 0 ? { errors: error.fields.map((field) => fieldProblem(field, t)) } : {}),
    requestId,
  }
}

function fieldProblem(field: FieldError, t: ReturnType<typeof translator>) {
  const key = field.reason.includes('.') ? errorKey(field.reason) : `server:fields.${field.reason}`
  return { path: field.path, reason: field.reason, detail: t(key, field.params ?? {}) }
}

/** `calls.rsvp_after_call` is said by `modules/calls/locales/*.json` under `errors.rsvp_after_call`. */
const errorKey = (reason: string): string => {
  const [slice = 'server', ...key] = reason.split('.')
  return `${slice}:errors.${key.join('.')}`
}

interface Issue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

const KNOWN_REASON = /^[a-z][a-z_.]+$/

/** Turns schema issues into one `AppError`; our schemas' messages are reasons, the library's own become `not_valid`. */
export function invalidInput(issues: readonly Issue[]): AppError {
  const fields = issues.slice(0, 50).map((issue) => ({
    path: (issue.path ?? [])
      .map((part) => String(typeof part === 'object' ? part.key : part))
      .filter((part, index) => index > 0 || !['body', 'query', 'params'].includes(part))
      .join('.'),
    reason: KNOWN_REASON.test(issue.message) ? issue.message : libraryReason(issue.message),
  }))
  return new AppError('invalid', 'server.invalid_input', { fields })
}

function libraryReason(message: string): string {
  if (message.includes('received undefined')) return 'required'
  if (message.startsWith('Unrecognized key')) return 'unknown_field'
  return 'not_valid'
}
