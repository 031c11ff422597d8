import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The installation's key (32 bytes, `server.key` in the data folder, readable by its owner only); made at the first start. */
export async function serverKey(dataDir: string): Promise<Uint8Array> {
  const path = join(dataDir, 'server.key')
  await mkdir(dataDir, { recursive: true })
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(randomBytes(32))
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = await readFile(path)
  if (key.length !== 32) {
    throw new Error(
      `${path} is damaged: it must hold 32 bytes. Put it back from a backup; without it no personal link works.`,
    )
  }
  return key
}
