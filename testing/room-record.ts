import { system } from '../kernel/actor.ts'
import { callsCommands } from '../modules/calls/contract.ts'
import { longRecord } from '../modules/room/factories/long-record.ts'
import { roomApp } from './room-app.ts'

/** What this process is asked to write. */
export interface RecordAsked {
  readonly databaseUrl: string
  readonly call: string
  readonly people: readonly { readonly person: string; readonly organization: string }[]
  readonly events: number
  readonly kept: boolean
}

/** A process of its own that writes a long record and ends: what that takes is not the memory of the server that is measured. */
process.once('message', async ({ databaseUrl, call, people, events, kept }: RecordAsked) => {
  const app = await roomApp(databaseUrl)
  const me = system('test')
  const facts = await app.context.transaction(me, (tx) => tx.use(callsCommands).get(tx, me, { call }))
  await longRecord(app.context, facts, people, events, kept)
  await app.stop()
  process.exit(0)
})
