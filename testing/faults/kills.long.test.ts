import { afterEach, describe, expect, it } from 'vitest'
import { type Installation, startInstallation } from './installation.ts'
import { judge } from './results.ts'
import { startLoad } from './scenario.ts'

const KILLS = Number(process.env['FAULTS_KILLS'] ?? 100)
const LONG = 3_600_000
const random = () => new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400))

let installation: Installation
afterEach(async () => installation?.stop())

describe('killed at random moments under load', () => {
  it(`PostgreSQL, ${KILLS} times`, { timeout: LONG }, async () => {
    installation = await startInstallation({ attendees: 10 })
    const load = await startLoad(installation)
    const back: number[] = []
    for (let n = 0; n < KILLS; n += 1) {
      await random()
      await installation.signalPostgres('SIGKILL')
      back.push(await load.settled())
    }
    await judge(load, 'PostgreSQL killed', KILLS, back)
    expect(Math.max(...back)).toBeLessThan(10_000)
  })

  it.each(['the server', 'both'])(`%s, ${KILLS} times`, { timeout: LONG }, async (what) => {
    installation = await startInstallation({ attendees: 10 })
    const load = await startLoad(installation)
    const back: number[] = []
    for (let n = 0; n < KILLS; n += 1) {
      await random()
      if (what === 'both') await installation.signalPostgres('SIGKILL')
      await installation.killServer()
      await installation.start()
      // Counted from the moment at which the service is back.
      back.push(await load.settled())
    }
    await judge(load, `${what} killed`, KILLS, back)
    expect(Math.max(...back)).toBeLessThan(5_000)
  })
})
