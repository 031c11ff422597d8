import { runPackage } from './run.mjs'

/** Biome: format, import order and lint. */
export async function lint(root) {
  const { code, output } = await runPackage(
    '@biomejs/biome/bin/biome',
    ['check', '--colors=off', '--max-diagnostics=none', '--diagnostic-level=error', '.'],
    root,
  )
  return { ok: code === 0, note: /Checked (\d+ files)/.exec(output)?.[1] ?? '', output }
}
