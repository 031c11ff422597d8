import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts, CallTemplate } from '../contract.ts'
import { programBy, templateOf } from '../reads/programs.ts'
import { updateProgram } from '../store/programs.ts'
import { readCall } from './calls.ts'
import { requireEditor, requireReader } from './permission.ts'

export async function readTemplate(tx: Tx, actor: Actor, { program }: { program: Id }) {
  requireReader(actor, program)
  return { call: (await templateOf(tx, program))?.call ?? null }
}

/** Keeps what new calls of the program begin with, as one of its calls has it now. @throws AppError `not_found`, `forbidden` */
export async function setTemplate(tx: Tx, actor: Actor, input: { program: Id; call: Id | null }) {
  requireEditor(actor, input.program)
  if (!(await programBy(tx, { id: input.program }))) throw new AppError('not_found', 'calls.unknown_program')
  const call = input.call ? await readCall(tx, actor, input.call) : null
  if (call && call.program.id !== input.program) throw new AppError('not_found', 'calls.unknown_call')
  await updateProgram(tx, input.program, { template: call && templateFrom(call) })
  await tx.emit({
    stream: `program:${input.program}`,
    type: 'program.template_set',
    audience: 'mission',
    data: { program: input.program, call: input.call },
  })
  return { call: input.call }
}

const templateFrom = (call: CallFacts): CallTemplate => ({
  call: call.id,
  description: call.description,
  openTo: call.openTo,
  minutes: call.minutes,
  capacity: call.capacity,
  sectors: call.sectors,
  languages: call.languages,
  groundRules: call.groundRules,
  agenda: call.agenda.map(({ title, minutes, groundRules }) => ({
    title,
    minutes,
    groundRules: groundRules === call.groundRules ? null : groundRules,
  })),
})
