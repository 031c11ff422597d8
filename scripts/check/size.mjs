import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder } from './tree.mjs'
import { HOUSE } from './vocabulary.mjs'

const WARN = 300
const FAIL = 400

/** No code file is longer than 400 lines; over 300 it is named. */
export async function size(root) {
  const sizes = filesUnder(root)
    .filter((path) => /\.(tsx?|mjs|cjs|css|scss)$/.test(path) && HOUSE.includes(path.split('/')[0]))
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length }))
    .sort((a, b) => b.lines - a.lines)
  const long = sizes.filter(({ lines }) => lines > WARN)
  const at = (share) => sizes[Math.floor((sizes.length - 1) * (1 - share))]?.lines ?? 0
  return {
    ok: sizes.length > 0 && long.every(({ lines }) => lines <= FAIL),
    note: `${sizes.length} files, median ${at(0.5)} lines, p90 ${at(0.9)}, longest ${at(1)}`,
    output: long
      .map(
        ({ path, lines }) =>
          `${path}: ${lines} lines${lines > FAIL ? `, the limit is ${FAIL}` : ' (a warning)'}`,
      )
      .join('\n'),
  }
}
