import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts, CallsCommands } from '../contract.ts'
import { callsIn, seriesUpTo } from '../reads/calls.ts'
import { factsById, factsBySlug } from '../views/facts.ts'
import { changeCall } from './change.ts'
import { createWholeCall } from './create.ts'
import { importFeed } from './import.ts'
import { createCampaign, createProgram, createSeries } from './programs.ts'
import { setState } from './state.ts'

async function known(tx: Tx, call: Id): Promise<CallFacts> {
  const facts = await factsById(tx, call)
  if (!facts) throw new AppError('not_found', 'calls.unknown_call')
  return facts
}

/** What other slices may ask of this one, in their own transaction. */
export const commands: CallsCommands = {
  get: (tx, _actor, { call }) => known(tx, call),
  getBySlug: (tx, _actor, { slug }) => factsBySlug(tx, slug),
  list: (tx, _actor, filter) => callsIn(tx, filter),
  seriesOf: async (tx, _actor, { call }) => seriesUpTo(tx, await known(tx, call)),
  setState,
  createProgram: async (tx, actor, input) => (await createProgram(tx, actor, input)).id,
  createSeries: async (tx, actor, input) => (await createSeries(tx, actor, input)).id,
  createCampaign: async (tx, actor, input) => (await createCampaign(tx, actor, input)).id,
  createCall: createWholeCall,
  change: changeCall,
  importFeed,
}
