import { access, constants, readFile, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { clusterFolder } from '../../adapters/database/embedded/folder.ts'
import type { Config } from '../config.ts'
import { type Finding, ok, warning, wrong } from './finding.ts'

const MB = 1024 * 1024
/** PostgreSQL writes its log in files of 16 MB and keeps up to half a gigabyte of them. */
const TOO_LITTLE_MB = 200
const LITTLE_MB = 2_000

export async function lookAtFolder({ dataDir }: Config): Promise<Finding[]> {
  const about = 'Data folder'
  if (!(await stat(dataDir).catch(() => null)))
    return [
      warning(
        about,
        `${dataDir} is not there yet: npm start makes it, or name another one in DIRECT_LINE_DATA.`,
      ),
    ]
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return [
      wrong(
        about,
        `${dataDir} cannot be written: give your user the right to, or name another folder in DIRECT_LINE_DATA.`,
      ),
    ]
  }
  const key = await readFile(join(dataDir, 'server.key')).catch(() => null)
  if (!key)
    return [
      warning(
        about,
        `There is no server.key in ${dataDir}: a first start makes it; had there been one, put it back from a backup, or no personal link works any more.`,
      ),
    ]
  if (key.length !== 32)
    return [
      wrong(
        about,
        `${join(dataDir, 'server.key')} is damaged: put it back from a backup; without it no personal link works.`,
      ),
    ]
  const { mode } = await stat(join(dataDir, 'server.key'))
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    return [
      wrong(
        about,
        `Others can read ${join(dataDir, 'server.key')} and could make links with it: chmod 600 ${join(dataDir, 'server.key')}`,
      ),
    ]
  return [ok(about, `${dataDir} can be written and has its key.`)]
}

export async function lookAtDisk({ dataDir, databaseUrl }: Config): Promise<Finding[]> {
  const places = databaseUrl ? [dataDir] : [dataDir, await clusterFolder(dataDir)]
  let least = Number.POSITIVE_INFINITY
  let inodes = Number.POSITIVE_INFINITY
  for (const place of places) {
    const found = await statfs(place).catch(() => null)
    if (!found) continue
    least = Math.min(least, (found.bavail * found.bsize) / MB)
    if (found.files > 0) inodes = Math.min(inodes, found.ffree)
  }
  const about = 'Disk'
  if (least === Number.POSITIVE_INFINITY) return []
  const free = least > 10_000 ? `${Math.floor(least / 1000)} GB` : `${Math.floor(least)} MB`
  if (least < TOO_LITTLE_MB)
    return [
      wrong(
        about,
        `Only ${free} are free: nothing can be recorded soon. Free some space; a call then goes on by itself.`,
      ),
    ]
  if (inodes < 1_000)
    return [wrong(about, `The disk takes only ${inodes} more files: remove what is not needed.`)]
  if (least < LITTLE_MB) return [warning(about, `${free} are free: free some space before the next call.`)]
  return [ok(about, `${free} are free.`)]
}
