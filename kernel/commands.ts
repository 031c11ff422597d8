/** The name and type under which a slice offers commands; declared in its contract, provided in its module. */
export interface CommandSet<T extends object> {
  readonly module: string
  /** Only a type: carries `T` so that `tx.use` knows what it returns. */
  readonly shape?: T
}

export const commandSet = <T extends object>(module: string): CommandSet<T> => ({ module })

export interface Offer {
  readonly module: string
  readonly commands: object
}

/** Binds the commands to their set; the compiler checks that none is missing. */
export const offer = <T extends object>(set: CommandSet<T>, commands: T): Offer => ({
  module: set.module,
  commands,
})
