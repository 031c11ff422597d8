import type { AnyModule } from '../kernel/module.ts'

/** The slices, one line each. */
export const modules: readonly AnyModule[] = []
