import type { Command } from '../command.ts'
import { passphraseFor } from '../passphrase.ts'
import { refusing } from '../refusing.ts'

/** Puts a backup into an empty installation. */
export const restore: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: 'Puts a backup into an installation that holds nothing yet; it goes on where it was.',
  run: ([file, ...more], say) =>
    refusing(async () => {
      if (file === undefined || more.length > 0) return 'npx direct-line restore FILE: one backup.'
      const { restore: putBack, isEncrypted } = await import('../../server/backup/restore.ts')
      const { readConfig } = await import('../../server/config.ts')
      const passphrase = await passphraseFor({ wanted: await isEncrypted(file), twice: false })
      const began = performance.now()
      const put = await putBack(readConfig(process.env), { path: file, passphrase, say })
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      say(
        `${put.rows} rows of ${put.tables} tables and ${put.files} files, as they were at ${put.at}, in ${seconds} s.`,
      )
      say(
        'Start it with npm start. The old installation must not run any more: both would send the same mails.',
      )
      return null
    }),
}
