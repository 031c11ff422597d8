/** What a command came to, and whose it was. */
export interface Answered {
  readonly seq: number
  readonly made: string | null
  readonly by: string
}

/** The commands of the last minutes of a full room; of older ones the record itself is asked, should one ever come back. */
const MOST = 50_000

/** Remembers the newest answers: a command that comes again is not done again. */
export function createAnswered(most = MOST): {
  get(command: string): Answered | undefined
  set(command: string, answer: Answered): void
} {
  let newer = new Map<string, Answered>()
  let older = new Map<string, Answered>()
  return {
    get: (command) => newer.get(command) ?? older.get(command),
    set(command, answer) {
      if (newer.size >= most / 2) {
        older = newer
        newer = new Map()
      }
      newer.set(command, answer)
    },
  }
}
