import type { Command } from '../command.ts'

/** The version of Direct Line and of the Node it runs on. */
export const version: Command = {
  name: 'version',
  usage: '',
  summary: 'Says which version this is.',
  async run(_words, say) {
    const { VERSION } = await import('../../server/version.ts')
    say(`Direct Line ${VERSION} (Node ${process.versions.node})`)
    return 0
  },
}
