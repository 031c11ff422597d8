import { stderr, stdin } from 'node:process'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { WrongEnvironment } from '../kernel/wrong-environment.ts'

export const PASSPHRASE_SETTING = 'BACKUP_PASSPHRASE'

/** The passphrase of the settings, or else, when it is `wanted`, one asked for at the terminal without showing it. */
export async function passphraseFor(ask: { wanted: boolean; twice: boolean }): Promise<string | null> {
  const set = process.env[PASSPHRASE_SETTING]
  if (set) return set
  if (!ask.wanted) return null
  if (!stdin.isTTY) throw new WrongEnvironment(`A passphrase is needed: set ${PASSPHRASE_SETTING}.`)
  const first = await asked('Passphrase: ')
  if (!first) throw new WrongEnvironment('A passphrase is needed: nothing was typed.')
  if (ask.twice && (await asked('Once more: ')) !== first)
    throw new WrongEnvironment('The two passphrases differ: nothing was done.')
  return first
}

async function asked(question: string): Promise<string> {
  stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: stdin, output: nowhere, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    stderr.write('\n')
  }
}
