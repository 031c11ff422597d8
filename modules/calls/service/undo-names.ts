import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { changeIn } from '../reads/history.ts'
import { requireEditor } from './permission.ts'
import { knownProgram, knownSeries, writeProgram, writeSeries } from './programs.ts'
import { restored } from './undoing.ts'

/** Takes back one change of a program's words. @throws AppError `not_found`; `conflict` when it was changed since */
export async function undoProgram(tx: Tx, actor: Actor, input: { program: Id; seq: number }) {
  requireEditor(actor, input.program)
  const before = await knownProgram(tx, input.program)
  const made = await madeBy(tx, `program:${before.id}`, input.seq, 'program.changed')
  return await writeProgram(tx, before, { ...before, ...restored(before, made) }, { undoes: input.seq })
}

/** Takes back one change of a series. @throws AppError `not_found`; `conflict` when it was changed since */
export async function undoSeries(tx: Tx, actor: Actor, input: { series: Id; seq: number }) {
  const before = await knownSeries(tx, input.series)
  requireEditor(actor, before.program)
  const made = await madeBy(tx, `series:${before.id}`, input.seq, 'series.changed')
  return await writeSeries(tx, before, { ...before, ...restored(before, made) }, { undoes: input.seq })
}

async function madeBy(tx: Tx, stream: string, seq: number, type: string) {
  const made = await changeIn(tx, stream, seq)
  if (made?.type !== type) throw new AppError('not_found', 'calls.nothing_to_undo')
  return made
}
