import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseMedia } from '../adapters/media/choose.ts'
import type { AppParts } from '../server/app.ts'
import { createLog } from '../server/log.ts'
import { mediaSettings } from './own-media.ts'

/** The real embedded media server, in a folder that goes with it. */
export const embeddedMedia: AppParts['media'] = async ({ metrics }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'direct-line-media-'))
  const media = await chooseMedia(mediaSettings, {
    dataDir,
    apiSecret: 'a secret that only this test knows',
    loopback: true,
    log: createLog('error'),
    metrics,
  })
  return {
    ...media,
    async stop() {
      await media.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
