import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const modules = join(import.meta.dirname, '..', 'modules')
let fingerprint: string | null = null

/** Changes with every letter of the rules that this process runs. */
export function fingerprintOfRules(): string {
  fingerprint ??= readFingerprint()
  return fingerprint
}

function readFingerprint(): string {
  const hash = createHash('sha256')
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[a-z]+\/rules(\.ts|\/.*\.ts)$/.test(file) && !file.endsWith('.test.ts'))
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(modules, file)))
  return hash.digest('base64url')
}
