import { readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { failureCode, WrongEnvironment } from '../../../kernel/wrong-environment.ts'
import { startOf } from './processes.ts'

const Owner = z.object({ pid: z.number().int(), start: z.string(), host: z.string() })

/**
 * Says in the data folder that this process uses it, so that a second server cannot. The mark of a process that is gone is replaced.
 * @returns takes the mark away again
 */
export async function claimDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'running.json')
  const mine = JSON.stringify({ pid: process.pid, start: await startOf(process.pid), host: hostname() })
  for (let attempt = 1; ; attempt += 1) {
    try {
      await writeFile(path, mine, { flag: 'wx', mode: 0o644 })
      return async () => {
        if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true })
      }
    } catch (error) {
      if (failureCode(error) !== 'EEXIST' || attempt === 3) throw error
      await refuseLivingOwner(dataDir)
      await rm(path, { force: true })
    }
  }
}

/** The process that runs on the data folder now; null when there is none. */
export async function livingOwner(dataDir: string): Promise<{ readonly pid: number } | null> {
  const owner = readOwner(await readFile(join(dataDir, 'running.json'), 'utf8').catch(() => ''))
  // On another machine (a shared disk) the process cannot be looked up; PostgreSQL's own files then decide.
  if (!owner || owner.host !== hostname() || (await startOf(owner.pid)) !== owner.start) return null
  return owner
}

async function refuseLivingOwner(dataDir: string): Promise<void> {
  const owner = await livingOwner(dataDir)
  if (!owner) return
  throw new WrongEnvironment(
    `Another Direct Line (process ${owner.pid}) is running on the data folder ${dataDir}: stop it first, or name another folder in DIRECT_LINE_DATA.`,
  )
}

function readOwner(text: string): z.infer<typeof Owner> | null {
  try {
    return Owner.parse(JSON.parse(text))
  } catch {
    return null
  }
}
