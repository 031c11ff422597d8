import { join } from 'node:path'
import type { Verdict } from './checker.ts'
import type { InstallationOptions } from './installation.ts'

/** A server whose rules are broken in these ways. */
export const plant = (names: readonly string[]): Pick<InstallationOptions, 'nodeOptions' | 'env'> => ({
  nodeOptions: ['--import', join(import.meta.dirname, 'planted.ts')],
  env: { PLANTED: names.join(',') },
})

/** The rules that something was seen against, each once. */
export const rulesIn = ({ leaked }: Pick<Verdict, 'leaked'>): string[] => [
  ...new Set(leaked.map((line) => line.slice(0, line.indexOf(': ')))),
]
