import type { MediaSettings } from '../adapters/media/choose.ts'
import { startOwnMedia } from './own-media.ts'

/** An application with nothing but its media server, to be killed: `node media-host.ts DATA_FOLDER SETTINGS`. Says how it stands. */
const [, , dataDir = '', words = '{}'] = process.argv
const settings: MediaSettings = JSON.parse(words)
const { media } = await startOwnMedia(settings, dataDir)
media.onStatus(({ standing }) => process.stdout.write(`${standing}\n`))
