import type { Config } from '../config.ts'
import { lookAtClock } from './clock.ts'
import { lookAtDatabase } from './database.ts'
import { lookAtDisk, lookAtFolder } from './disk.ts'
import type { Finding } from './finding.ts'
import { lookAtMedia } from './media.ts'
import { lookAtAddress, lookAtMail, lookAtTls } from './network.ts'

/**
 * Looks at everything that an installation needs, whether or not its server runs, and changes nothing. Each look is on its own: what
 * is wrong with one says nothing of the others. What is added later is one more line here.
 */
export async function examine(config: Config): Promise<Finding[]> {
  const looks: readonly ((config: Config) => Promise<Finding[]>)[] = [
    lookAtFolder,
    lookAtDisk,
    lookAtDatabase,
    lookAtAddress,
    lookAtTls,
    lookAtMail,
    lookAtMedia,
    lookAtClock,
  ]
  const found: Finding[] = []
  for (const look of looks) found.push(...(await look(config)))
  return found
}
