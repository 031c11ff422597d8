import { afterEach, expect, it } from 'vitest'
import { linkClient } from '../sign-in.ts'
import { roomSocket } from '../socket.ts'
import { FELT } from './breaks.ts'
import { type Installation, startInstallation } from './installation.ts'
import { plant } from './planting.ts'
import { retriesWhileAway } from './retries.ts'

let installation: Installation
afterEach(async () => installation?.stop())

it('a room that counts retries while nothing can be recorded is felt by who retries', async () => {
  installation = await startInstallation({ attendees: 1, ...plant(Object.keys(FELT)) })
  const { scene } = installation
  const link = scene.cast.find(({ role }) => role === 'moderator')?.link ?? ''
  const moderator = await linkClient(scene, link)
  const room = await roomSocket(scene, moderator, scene.call)
  await room.command('openRoom')
  const { reasons } = await retriesWhileAway(
    { ...scene, databaseUrl: await installation.databaseUrl() },
    moderator,
  )
  expect(reasons).toContain('room.too_fast')
})
