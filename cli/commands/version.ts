import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Command } from '../command.ts'

const PackageFile = z.object({ version: z.string() })

/** The version of Direct Line and of the Node it runs on. */
export const version: Command = {
  name: 'version',
  usage: '',
  summary: 'Says which version this is.',
  run(_words, say) {
    const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
    say(`Direct Line ${PackageFile.parse(JSON.parse(text)).version} (Node ${process.versions.node})`)
    return 0
  },
}
