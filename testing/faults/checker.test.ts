import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../adapters/database/connect.ts'
import { BREAKS } from './breaks.ts'
import type { Verdict } from './checker.ts'
import { type Installation, startInstallation } from './installation.ts'
import { plant, rulesIn } from './planting.ts'
import { type Load, startLoad } from './scenario.ts'

let installation: Installation
let load: Load
let verdict: Verdict
beforeAll(async () => {
  // A server in whose rules everything is wrong at once; one by one they are planted by `checker.long.test.ts`.
  installation = await startInstallation({ attendees: 3, ...plant(Object.keys(BREAKS)) })
  load = await startLoad(installation)
  await load.eventful()
  verdict = await load.end()
}, 120_000)
afterAll(async () => installation?.stop())

describe('the checker sees', () => {
  it('whatever a broken rule lets somebody see, and nothing else is wrong', () => {
    expect(Object.keys(BREAKS).filter((rule) => !rulesIn(verdict).includes(rule))).toEqual([])
    expect(verdict).toMatchObject({ lost: [], twice: [], disorder: [] })
  })

  it('what was acknowledged and is not there, and what stands elsewhere', async () => {
    const { sent } = load.moderator.testimony
    sent.set('00000000-0000-0000-0000-000000000001', { name: 'announce', text: null, acked: 3 })
    const [id, first] = [...sent].find(([, { name, acked }]) => name === 'announce' && acked !== null) ?? []
    if (!id || !first) throw new Error('nothing was announced')
    const right = first.acked
    first.acked = (right ?? 0) + 1
    const { lost, disorder } = await load.judge()
    expect(lost).toHaveLength(1)
    expect(disorder).toHaveLength(1)
    first.acked = right
    sent.delete('00000000-0000-0000-0000-000000000001')
  })

  it('a hole in the record, and the same question twice', async () => {
    const database = openDatabase(await installation.databaseUrl(), { max: 1 })
    const stream = `record:${installation.scene.call}`
    await database.transaction(async (_db, execute) => {
      for (const by of [2, 3]) {
        await execute(
          `insert into events select stream, (select max(seq) from events where stream = $1) + $2, at, actor, type, audience, data, null
           from events where stream = $1 and type = 'question.submitted' order by seq limit 1`,
          [stream, by - 1 + (by === 3 ? 1 : 0)],
        )
        await execute(
          `insert into texts select $1, (select max(seq) from events where stream = $1), person, text from texts where stream = $1 order by seq limit 1`,
          [stream],
        )
      }
    })
    await database.close()
    const { twice, disorder } = await load.judge()
    expect(twice.length).toBeGreaterThan(0)
    expect(disorder.length).toBeGreaterThan(0)
  })
})
