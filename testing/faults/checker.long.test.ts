import { afterEach, expect, it } from 'vitest'
import { BREAKS } from './breaks.ts'
import { type Installation, startInstallation } from './installation.ts'
import { plant, rulesIn } from './planting.ts'
import { startLoad } from './scenario.ts'

let installation: Installation
afterEach(async () => installation?.stop())

it.each(Object.keys(BREAKS))(
  'a broken rule alone is seen: %s',
  async (name) => {
    installation = await startInstallation({ attendees: 3, ...plant([name]) })
    const load = await startLoad(installation)
    await load.eventful()
    expect(rulesIn(await load.end())).toContain(name)
  },
  300_000,
)

it('of rules that are whole, nothing is seen', async () => {
  installation = await startInstallation({ attendees: 3 })
  const load = await startLoad(installation)
  await load.eventful()
  expect(rulesIn(await load.end())).toEqual([])
}, 300_000)
