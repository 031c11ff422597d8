import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Installation, Presentation } from '../contract.ts'
import { readInstallation } from '../reads.ts'
import { contrastWithWhite, INK_CONTRAST, inkReads, sealObjection } from '../rules/brand.ts'
import { writeInstallation } from '../store/staff.ts'

/** Writes how the installation presents itself. The event tells before and after; of the seal only whether it changed. */
export async function present(
  tx: Tx,
  _actor: Actor,
  next: Installation & { state: 'empty' | 'sample' },
): Promise<void> {
  const before = await readInstallation(tx)
  await writeInstallation(tx, next)
  const facts = ({ seal: _seal, ...rest }: Installation) => rest
  await tx.emit({
    stream: 'installation',
    type: 'installation.changed',
    audience: 'mission',
    data: { before: facts(before), after: facts(next), sealChanged: before.seal !== next.seal },
  })
}

/** @throws AppError `invalid` naming the field: an ink on which white text cannot be read, a seal that is no picture or too large */
export async function changeInstallation(tx: Tx, actor: Actor, input: Presentation): Promise<Installation> {
  const fields = [
    ...(input.ink && !inkReads(input.ink)
      ? [{ path: 'ink', reason: 'access.ink_too_light', params: ratio(input.ink) }]
      : []),
    ...[input.seal ? sealObjection(input.seal) : null].flatMap((why) =>
      why ? [{ path: 'seal', reason: `access.${why}` }] : [],
    ),
  ]
  if (fields.length > 0) throw new AppError('invalid', 'server.invalid_input', { fields })
  const { state } = await readInstallation(tx)
  const next = { ...input, state: state === 'sample' ? state : ('empty' as const) }
  await present(tx, actor, next)
  return next
}

const ratio = (ink: string) => ({ ratio: contrastWithWhite(ink).toFixed(1), least: INK_CONTRAST })
