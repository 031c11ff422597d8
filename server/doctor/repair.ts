import { renewPasswords } from '../../adapters/database/embedded.ts'
import { WrongEnvironment } from '../../kernel/wrong-environment.ts'
import type { Config } from '../config.ts'

/** Gives the embedded database new passwords when the file with the old ones is lost or damaged. */
export async function repairPasswords(config: Config, say: (message: string) => void): Promise<void> {
  if (config.databaseUrl)
    throw new WrongEnvironment(
      'DATABASE_URL names a database that is not ours to repair: ask whoever runs it.',
    )
  if (await renewPasswords(config.dataDir, say))
    say('The database has new passwords; nothing else was changed.')
  else say('The passwords of the database are there: nothing had to be repaired.')
}
