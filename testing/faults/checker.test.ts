import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../adapters/database/connect.ts'
import { check } from './checker.ts'
import { type Installation, startInstallation } from './installation.ts'
import { startLoad } from './scenario.ts'
import type { Witness } from './witness.ts'

let installation: Installation
let witnesses: readonly Witness[]
beforeAll(async () => {
  installation = await startInstallation({ attendees: 2 })
  const load = await startLoad(installation)
  await load.settled()
  expect(await load.end()).toMatchObject({ lost: [], twice: [], disorder: [], leaked: [], stale: [] })
  witnesses = load.all
})
afterAll(async () => installation?.stop())

const verdict = async (secrets = new Map<string, Witness>()) =>
  check(await installation.databaseUrl(), installation.scene.call, witnesses, secrets)

describe('the checker sees', () => {
  it('what was acknowledged and is not there, and what stands elsewhere', async () => {
    const { sent } = witnesses[1]?.testimony ?? { sent: new Map() }
    sent.set('00000000-0000-0000-0000-000000000001', { name: 'announce', text: null, acked: 3 })
    const [id, first] =
      [...sent].find(([, { name, acked }]) => name === 'submitQuestion' && acked !== null) ?? []
    if (!id || !first) throw new Error('nothing was asked')
    const right = first.acked
    first.acked = (right ?? 0) + 1
    const { lost, disorder } = await verdict()
    expect(lost).toHaveLength(1)
    expect(disorder).toHaveLength(1)
    first.acked = right
    sent.delete('00000000-0000-0000-0000-000000000001')
  })

  it('what somebody saw who may not', async () => {
    const [, author, other] = witnesses
    if (!author || !other) throw new Error('nobody there')
    const secrets = new Map([['a secret', author]])
    expect((await verdict(secrets)).leaked).toEqual([])
    other.testimony.received.push('{"text":"a secret"}')
    expect((await verdict(secrets)).leaked).toEqual(['a secret'])
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
    const { twice, disorder } = await verdict()
    expect(twice.length).toBeGreaterThan(0)
    expect(disorder.length).toBeGreaterThan(0)
  })
})
