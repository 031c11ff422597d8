import { runPackage } from './run.mjs'

/** knip: files, exports and dependencies that nobody uses, and dependencies nobody declared. */
export async function unused(root) {
  const { code, output } = await runPackage('knip/bin/knip.js', ['--no-progress', '--no-config-hints'], root)
  return { ok: code === 0, note: '', output }
}
