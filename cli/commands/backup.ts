import { stdout } from 'node:process'
import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { PASSPHRASE_SETTING, passphraseFor } from '../passphrase.ts'
import { refusing } from '../refusing.ts'

const USAGE =
  'npx direct-line backup FILE [--encrypt]: one file that is not there yet, or - for standard output.'

/** Writes the whole installation into one file, also while a call is on air. */
export const backup: Command = {
  name: 'backup',
  usage: 'FILE|- [--encrypt]',
  summary: `Writes everything into one file, also during a call. --encrypt asks for a passphrase (or set ${PASSPHRASE_SETTING}).`,
  run: (words, say) =>
    refusing(async () => {
      const { positionals, values } = parseArgs({
        args: [...words],
        options: { encrypt: { type: 'boolean', default: false } },
        allowPositionals: true,
      })
      const [file, ...more] = positionals
      if (file === undefined || more.length > 0) return USAGE
      const { backUp } = await import('../../server/backup/backup.ts')
      const { readConfig } = await import('../../server/config.ts')
      // What is told must not stand in the backup.
      const tell = file === '-' ? (line: string) => console.error(line) : say
      const passphrase = await passphraseFor({ wanted: values.encrypt, twice: true })
      const began = performance.now()
      const made = await backUp(readConfig(process.env), {
        target: file === '-' ? stdout : file,
        passphrase,
        say: tell,
      })
      const size = made.bytes === null ? '' : `, ${(made.bytes / 1_000_000).toFixed(1)} MB`
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      tell(`${made.rows} rows of ${made.tables} tables and ${made.files} files${size} in ${seconds} s.`)
      if (passphrase === null)
        tell(
          'It is not encrypted and holds names, addresses and the server’s key: keep it where nobody else reads, or use --encrypt.',
        )
      return null
    }),
}
