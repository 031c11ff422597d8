import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { WrongEnvironment } from '../../../kernel/wrong-environment.ts'
import type { Running } from './postmaster.ts'
import { plainEnvironment } from './settings.ts'

/** Runs one statement as the database's owner while no server runs on its files. */
export async function singleUser(
  { cluster, account, binaries }: Pick<Running, 'cluster' | 'account' | 'binaries'>,
  statement: string,
): Promise<void> {
  const words = ['--single', '-j', '-D', cluster, '-c', 'password_encryption=scram-sha-256', 'postgres']
  const child = spawn(binaries.postgres, words, {
    ...account.ids,
    cwd: dirname(cluster),
    env: plainEnvironment(),
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)))
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${statement};\n\n`)
  const [code] = await once(child, 'close')
  const complaint = said
    .join('')
    .split('\n')
    .find((line) => /FATAL|ERROR|PANIC/.test(line))
  if (code !== 0 || complaint)
    throw new WrongEnvironment(`PostgreSQL could not be repaired: ${complaint ?? `it ended with ${code}`}.`)
}
