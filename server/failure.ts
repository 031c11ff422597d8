import { sqlState } from '../adapters/database/connect.ts'
import { AppError } from '../kernel/errors.ts'

/** SQLSTATE classes that say the database is away or has no room: operator intervention, connection, resources. */
const AWAY = new Set(['57', '08', '53'])

/** Maps whatever was thrown to the closed set; what we do not know is our fault and says so. */
export function knownFailure(error: Error & { statusCode?: number }): AppError {
  if (error instanceof AppError) return error
  if (error.statusCode === 413) return new AppError('too_large', 'server.too_large')
  if (error.statusCode === 415) return new AppError('invalid', 'server.unsupported_type')
  if (error.statusCode === 400) return new AppError('invalid', 'server.not_json')
  const away =
    AWAY.has(sqlState(error)?.slice(0, 2) ?? '') ||
    /ECONN|ETIMEDOUT|EPIPE|timeout exceeded|read timeout|terminated/.test(messages(error))
  return away ? new AppError('unavailable', 'server.unavailable') : new AppError('internal', 'server.failed')
}

/** The message of an error and of those that caused it: drizzle wraps what the driver said. */
function messages(error: Error): string {
  const said: string[] = []
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) said.push(cause.message)
  return said.join(' ')
}
