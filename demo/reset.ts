import { rm } from 'node:fs/promises'
import { removeEmbeddedDatabase } from '../adapters/database/embedded.ts'

/** Forgets the demo: its database and its data folder. Throws `WrongEnvironment` while a server uses them. */
export async function resetDemo(dataDir: string, say: (message: string) => void): Promise<void> {
  say('Forgetting the last demo')
  await removeEmbeddedDatabase(dataDir)
  await rm(dataDir, { recursive: true, force: true })
}
