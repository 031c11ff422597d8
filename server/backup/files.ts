import { chmod, lstat, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { WrongEnvironment } from '../../kernel/wrong-environment.ts'

/** What belongs to this machine's database or process, and has no meaning elsewhere. */
const NOT_TAKEN = [/^postgres(\.|$)/, /^postgres-/, /^running\.json$/, /\.unfinished$/]

/** The files of the data folder that an installation needs besides its database: its key, certificates, what was uploaded. */
export async function installationFiles(
  dataDir: string,
): Promise<{ path: string; mode: number; bytes: number }[]> {
  const found: { path: string; mode: number; bytes: number }[] = []
  const names = await readdir(dataDir, { recursive: true }).catch(() => [])
  for (const name of names.sort()) {
    const path = name.split(sep).join('/')
    if (NOT_TAKEN.some((word) => word.test(path.split('/')[0] ?? ''))) continue
    const file = await lstat(join(dataDir, name)).catch(() => null)
    if (file?.isFile()) found.push({ path, mode: file.mode & 0o777, bytes: file.size })
  }
  return found
}

export async function* piecesOf(path: string, size: number): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r')
  try {
    for await (const chunk of file.createReadStream({ highWaterMark: size })) yield chunk as Uint8Array
  } finally {
    await file.close().catch(() => undefined)
  }
}

/** Where a file of a backup belongs; a path that leads out of the data folder is refused. */
export function placeOf(dataDir: string, path: string): string {
  const place = resolve(dataDir, path)
  const within = relative(dataDir, place)
  const first = within.split(sep)[0] ?? ''
  if (!within || first === '..' || within.startsWith(sep) || NOT_TAKEN.some((word) => word.test(first)))
    throw new WrongEnvironment(`The backup holds a file that does not belong into a data folder (${path}).`)
  return place
}

/** Files put into the data folder: beside it first, all at once by `keep`, or none of them. */
export function incomingFiles(dataDir: string) {
  const beside = join(dataDir, 'restore.unfinished')
  const kept: string[] = []
  return {
    async add(path: string, bytes: Uint8Array): Promise<void> {
      placeOf(dataDir, path)
      const place = join(beside, path)
      await mkdir(dirname(place), { recursive: true, mode: 0o711 })
      await writeFile(place, bytes, { flag: 'a', mode: 0o600, flush: true })
    },
    async keep(files: readonly { path: string; mode: number }[]): Promise<void> {
      for (const { path, mode } of files) {
        const place = placeOf(dataDir, path)
        await mkdir(dirname(place), { recursive: true, mode: 0o711 })
        // An empty file came without a piece.
        await writeFile(join(beside, path), '', { flag: 'a', mode: 0o600 })
        await chmod(join(beside, path), mode & 0o777)
        await rename(join(beside, path), place)
        kept.push(place)
      }
      await rm(beside, { recursive: true, force: true })
    },
    async remove(): Promise<void> {
      await rm(beside, { recursive: true, force: true })
      for (const place of kept) await rm(place, { force: true })
    },
  }
}
