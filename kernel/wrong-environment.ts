/**
 * The machine or its settings are not as they must be: a port is taken, a folder cannot be written, a database does not answer.
 * `message` is one sentence that says what to do; it is shown as it is, without a stack trace, and the program ends with code 1.
 */
export class WrongEnvironment extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WrongEnvironment'
  }
}

/** The code of a failed system call (`EACCES`) or statement (`28P01`), looked for through every cause; null when there is none. */
export function failureCode(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  }
  return null
}
