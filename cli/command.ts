/** One command of `npx direct-line`; each has a file of its own in commands/. */
export interface Command {
  readonly name: string
  /** What may follow the name, such as `[--lan]`; empty when nothing may. */
  readonly usage: string
  /** One line for `help`. */
  readonly summary: string
  /** @returns the exit code */
  run(words: readonly string[], say: (line: string) => void): Promise<number> | number
}
