import type { Command } from '../command.ts'

const USAGE = 'npx direct-line media install: builds LiveKit with Go into the data folder.'

/** The media server that is recommended over the open internet, beside the embedded one. */
export const media: Command = {
  name: 'media',
  usage: 'install',
  summary: 'Puts a LiveKit server into the data folder, where Go is present.',
  // Loaded when it is run: `help` need not wait for the whole server.
  async run([word, ...more], say) {
    if (word !== 'install' || more.length > 0) {
      console.error(USAGE)
      return 1
    }
    const { installMedia } = await import('../../server/media-install.ts')
    const wrong = await installMedia(process.env, say)
    if (wrong) console.error(wrong)
    return wrong ? 1 : 0
  },
}
