import { afterEach, describe, expect, it } from 'vitest'
import { type Installation, startInstallation } from './installation.ts'
import { type Load, startLoad } from './scenario.ts'

let installation: Installation
afterEach(async () => installation?.stop())

/** Of what must not be, nothing. */
const NOTHING = { lost: [], twice: [], disorder: [], leaked: [], stale: [] }
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const within = async (ms: number, so: () => boolean): Promise<boolean> => {
  for (const began = performance.now(); performance.now() - began < ms; await sleep(10)) if (so()) return true
  return false
}
const everybodyHears = (load: Load, what: string | null) =>
  within(8_000, () => load.all.every((each) => each.storage() === what))

describe('what happens to a call on air', () => {
  it('whatever is killed, nothing that was acknowledged is lost and everybody is back within five seconds', async () => {
    installation = await startInstallation({ attendees: 6 })
    const load = await startLoad(installation)
    const recoveries: number[] = []
    for (let round = 0; round < 3; round += 1) {
      await sleep(150 + Math.random() * 300)
      await installation.signalPostgres('SIGKILL')
      recoveries.push(await load.settled())
      await sleep(150 + Math.random() * 300)
      await installation.killServer()
      await installation.start()
      recoveries.push(await load.settled())
      await sleep(150 + Math.random() * 300)
      await Promise.all([installation.signalPostgres('SIGKILL'), installation.killServer()])
      await installation.start()
      recoveries.push(await load.settled())
    }
    const verdict = await load.end()
    expect(verdict).toMatchObject(NOTHING)
    expect(verdict.acknowledged).toBeGreaterThan(100)
    expect(Math.max(...recoveries)).toBeLessThan(5_000)
  })

  it('says to everybody when the database is away, stays readable, and goes on by itself', async () => {
    installation = await startInstallation({ attendees: 3 })
    const load = await startLoad(installation)
    await load.settled()
    await installation.signalPostgres('SIGSTOP')
    expect(await everybodyHears(load, 'slow')).toBe(true)
    expect(load.all.every((each) => each.isOpen() && each.room().entities['call'] !== undefined)).toBe(true)
    await installation.signalPostgres('SIGCONT')
    expect(await everybodyHears(load, null)).toBe(true)
    await load.settled()
    installation.child().send({ block: 2_000 })
    await load.settled()
    expect(await load.end()).toMatchObject(NOTHING)
  })
})
