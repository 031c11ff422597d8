import { anyone } from '../../../kernel/access.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Page, PageRequest, PageResult } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { callsCommands } from '../../calls/contract.ts'
import type { ComingPageProps, ComingStep } from '../contract/pages.ts'
import type { Standing } from '../contract.ts'
import { answerComing, undoMine } from '../service/coming.ts'
import { standingOf } from '../service/mine.ts'
import { shownCall } from './shown-call.ts'

const STATUS: Readonly<Partial<Record<ComingStep, number>>> = {
  unknown: 404,
  revoked: 410,
  begun: 410,
  ended: 410,
  cancelled: 410,
}

/** What the page is about for whoever stands there. */
function stepOf({ call, registration }: Standing, begun: boolean): ComingStep {
  if (call.state === 'cancelled' || call.state === 'ended') return call.state
  if (call.state !== 'published' || begun) return 'begun'
  if (!registration) return 'no_seat'
  if (registration.asked) return registration.asked.answer ?? 'asked'
  if (registration.undoUntil) return 'cannot'
  return registration.state === 'cancelled' || registration.state === 'declined' ? 'no_seat' : 'not_asked'
}

/** GET /l/:token/coming: whether one still comes to a call that moved. Opening it answers nothing: mail scanners open links. */
async function show(
  tx: Tx,
  actor: Actor,
  request: PageRequest,
  refused: { reason: string; status: number } | null = null,
): Promise<PageResult> {
  const token = request.params['token'] ?? ''
  const found = await tx.use(accessCommands).holderOf(tx, actor, { token })
  if ('problem' in found) {
    const props: ComingPageProps = { step: found.problem, about: null, refused: null }
    return { view: 'registration/ComingPage', props, status: STATUS[found.problem] ?? 404 }
  }
  const standing = await standingOf(tx, found.holder)
  const call = await tx.use(callsCommands).get(tx, actor, { call: found.holder.call })
  const begun = call.startsAt !== null && Temporal.Instant.compare(tx.now, call.startsAt) >= 0
  const step = stepOf(standing, begun)
  const { registration } = standing
  const props: ComingPageProps = {
    step,
    about: {
      token,
      name: registration?.name ?? null,
      call: await shownCall(tx, actor, call),
      was: registration?.asked
        ? { startsAt: registration.asked.wasAt, endsAt: registration.asked.wasUntil }
        : null,
      undoUntil: registration?.undoUntil ?? null,
    },
    refused: refused?.reason ?? null,
  }
  return { view: 'registration/ComingPage', props, status: refused?.status ?? STATUS[step] ?? 200 }
}

const DO = ['coming', 'cannot', 'undo'] as const

/** POST /l/:token/coming: the buttons of that page. The link itself says who answers; no session is needed, and none is opened. */
async function act(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const token = request.params['token'] ?? ''
  const pressed = DO.find((each) => each === request.form['do'])
  const found = await tx.use(accessCommands).holderOf(tx, actor, { token })
  if ('problem' in found || !pressed) return show(tx, actor, request)
  try {
    if (pressed === 'undo') await undoMine(tx, found.holder)
    else {
      const startsAt = readInstant(request.form['startsAt'])
      await answerComing(tx, found.holder, { startsAt, answer: pressed })
    }
  } catch (error) {
    // Nothing was written when it was refused: the page says why, and how it stands now.
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    return show(tx, actor, request, { reason: error.reason, status: error.code === 'gone' ? 410 : 409 })
  }
  return { redirect: `/l/${token}/coming` }
}

/** @throws AppError `conflict` when the form says no moment: then it was not ours */
function readInstant(value: unknown): string {
  try {
    return Temporal.Instant.from(String(value)).toString()
  } catch {
    throw new AppError('conflict', 'registration.moved_again')
  }
}

const path = '/l/:token/coming'

export const comingPages = {
  coming: { method: 'GET', path, access: anyone, handle: (tx, actor, request) => show(tx, actor, request) },
  answerComing: { method: 'POST', path, access: anyone, handle: act },
} as const satisfies Readonly<Record<string, Page>>
