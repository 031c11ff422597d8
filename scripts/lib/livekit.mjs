import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { environment, pinnedNode } from './node.mjs'
import { runQuietly } from './run.mjs'
import { withProgress } from './terminal.mjs'

/** Outside the tree, so that one build serves every checkout. */
const cache = () => {
  if (process.platform === 'win32' && process.env.LOCALAPPDATA)
    return join(process.env.LOCALAPPDATA, 'direct-line')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'direct-line')
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'direct-line')
}

/**
 * A real LiveKit to test the stage on: `LIVEKIT_TEST_BIN`, the one of an earlier run, or one that is built now where Go is present.
 * @param {string} root the project's folder
 * @returns {Promise<{ path: string | null, why: string }>} where it is, or why there is none
 */
export async function findLiveKit(root) {
  const named = process.env.LIVEKIT_TEST_BIN
  if (named) return { path: named, why: '' }
  const folder = cache()
  const path = join(folder, 'media', process.platform === 'win32' ? 'livekit-server.exe' : 'livekit-server')
  if (existsSync(path)) return { path, why: '' }
  const { code, output } = await withProgress('Building LiveKit for the tests (once)', () =>
    runQuietly(pinnedNode(root) ?? process.execPath, [join(root, 'cli', 'main.ts'), 'media', 'install'], {
      cwd: root,
      env: { ...environment(root), DIRECT_LINE_DATA: folder },
    }),
  )
  return code === 0 ? { path, why: '' } : { path: null, why: output.trim().split('\n').at(-1) ?? '' }
}
