import { execFile } from 'node:child_process'
import { access, chmod, copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { WrongEnvironment } from '../../kernel/wrong-environment.ts'
import { installedAt } from './livekit-server.ts'

const run = promisify(execFile)
/** Newer ones cannot be built this way: their go.mod replaces modules. */
const MODULE = 'github.com/livekit/livekit-server/cmd/server@v1.11.0'
const PATIENCE_MS = 15 * 60_000
const RELEASES = 'https://github.com/livekit/livekit/releases'

/**
 * Builds LiveKit with the Go of this machine and puts it where the server looks for it; one that is there already is kept.
 * Returns its path. @throws WrongEnvironment in one sentence, without Go or when it cannot be built
 */
export async function installLiveKit(
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<string> {
  const target = installedAt(dataDir)
  if (await exists(target)) {
    say(`LiveKit is there already: ${target}`)
    return target
  }
  const go = await run('go', ['version']).catch(() => null)
  if (!go) {
    throw new WrongEnvironment(
      `There is no Go on this machine to build LiveKit with: get the official release from ${RELEASES} and put it at ${target}, or name it in LIVEKIT_BIN.`,
    )
  }
  say('Building LiveKit 1.11.0; this takes about a minute')
  const folder = await mkdtemp(join(tmpdir(), 'direct-line-livekit-'))
  try {
    await run('go', ['install', '-ldflags', '-s -w', MODULE], {
      env: { ...env, GOBIN: folder },
      timeout: PATIENCE_MS,
      maxBuffer: 64 * 1024 ** 2,
    }).catch((cause: unknown) => {
      throw new WrongEnvironment(
        `LiveKit could not be built here: get the official release from ${RELEASES} and put it at ${target}.`,
        { cause },
      )
    })
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    // Whole or not at all, also when the folders are on different disks.
    await copyFile(join(folder, process.platform === 'win32' ? 'server.exe' : 'server'), `${target}.new`)
    await chmod(`${target}.new`, 0o755)
    await rename(`${target}.new`, target)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  say(`LiveKit is at ${target}: the next start takes it.`)
  return target
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
