import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { changeIn } from '../reads/history.ts'
import { requireEditor } from './permission.ts'
import {
  knownCampaign,
  knownProgram,
  knownSeries,
  writeCampaign,
  writeProgram,
  writeSeries,
} from './programs.ts'
import { TEMPLATE_UNDOINGS } from './templates.ts'
import { restored } from './undoing.ts'

/** Takes back one change of a program or of its templates. @throws AppError `not_found`; `conflict` when it was changed since */
export async function undoProgram(tx: Tx, actor: Actor, input: { program: Id; seq: number }) {
  requireEditor(actor, input.program)
  const before = await knownProgram(tx, input.program)
  const made = await changeIn(tx, `program:${before.id}`, input.seq)
  const template = made && TEMPLATE_UNDOINGS[made.type]
  if (template) {
    await template(tx, before.id, made, input.seq)
    return before
  }
  if (made?.type !== 'program.changed') throw new AppError('not_found', 'calls.nothing_to_undo')
  return await writeProgram(tx, before, { ...before, ...restored(before, made) }, { undoes: input.seq })
}

/** Takes back one change of a series. @throws AppError `not_found`; `conflict` when it was changed since */
export async function undoSeries(tx: Tx, actor: Actor, input: { series: Id; seq: number }) {
  const before = await knownSeries(tx, input.series)
  requireEditor(actor, before.program)
  const made = await changeIn(tx, `series:${before.id}`, input.seq)
  if (made?.type !== 'series.changed') throw new AppError('not_found', 'calls.nothing_to_undo')
  return await writeSeries(tx, before, { ...before, ...restored(before, made) }, { undoes: input.seq })
}

/** Takes back one change of a campaign. @throws AppError `not_found`; `conflict` when it was changed since */
export async function undoCampaign(tx: Tx, _actor: Actor, input: { campaign: Id; seq: number }) {
  const before = await knownCampaign(tx, input.campaign)
  const made = await changeIn(tx, `campaign:${before.id}`, input.seq)
  if (made?.type !== 'campaign.changed') throw new AppError('not_found', 'calls.nothing_to_undo')
  return await writeCampaign(tx, before, { ...before, ...restored(before, made) }, { undoes: input.seq })
}
