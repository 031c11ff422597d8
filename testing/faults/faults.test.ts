import { afterEach, expect, it } from 'vitest'
import { type Installation, startInstallation } from './installation.ts'
import { NOTHING } from './results.ts'
import { type Load, startLoad } from './scenario.ts'

let installation: Installation
afterEach(async () => installation?.stop())

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** In any time: how soon is measured by the long form, on a machine that does nothing else. */
const everybodyHears = (load: Load, what: string | null) =>
  expect.poll(() => load.all.every((each) => each.storage() === what), { timeout: 40_000 }).toBe(true)

it('a call on air loses nothing, says it when its database does not answer, and goes on, whatever is killed', async () => {
  installation = await startInstallation({ attendees: 4 })
  const load = await startLoad(installation)
  const moment = () => sleep(100 + Math.random() * 200)

  await moment()
  await installation.signalPostgres('SIGKILL')
  await load.settled()
  await moment()
  // Each start costs seconds: the server alone in one run, both in the next; a hundred times each in the long form.
  const both = Math.random() < 0.5
  await Promise.all([both ? installation.signalPostgres('SIGKILL') : null, installation.killServer()])
  await installation.start()
  await load.settled()

  await installation.signalPostgres('SIGSTOP')
  await everybodyHears(load, 'slow')
  expect(load.all.every((each) => each.isOpen() && each.room().entities['call'] !== undefined)).toBe(true)
  await installation.signalPostgres('SIGCONT')
  await everybodyHears(load, null)
  await load.settled()
  installation.child().send({ block: 2_000 })
  await load.settled()

  const verdict = await load.end()
  expect(verdict, both ? 'both were killed' : 'the server was killed').toMatchObject(NOTHING)
  expect(verdict.acknowledged).toBeGreaterThan(50)
}, 180_000)
