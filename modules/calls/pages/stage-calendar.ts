import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import { mailDesk } from '../../../kernel/mail.ts'
import type { Page, PageRequest, PageResult } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { stageCalendarFile } from '../reads/stage-calendar.ts'
import { placesOf, requireHolder } from '../service/invitation.ts'
import { factsById } from '../views/facts.ts'

/** The calendar entry of somebody on the panel, or of her office, behind the personal link. */
async function show(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const holder = requireHolder(actor)
  const call = await factsById(tx, holder.call)
  const link = await tx.use(accessCommands).link(tx, actor, { call: holder.call, person: holder.person })
  if (!call || !link || placesOf(call, holder).length === 0) {
    throw new AppError('not_found', 'calls.no_calendar')
  }
  const who = {
    person: holder.person,
    url: link.url,
    locale: request.locale,
    from: await tx.use(mailDesk).sender(tx, actor, {}),
  }
  const body = await stageCalendarFile(tx, call, who, call.state === 'cancelled' ? 'CANCEL' : 'PUBLISH')
  if (!body) throw new AppError('not_found', 'calls.no_calendar')
  return { body, contentType: 'text/calendar; charset=utf-8', filename: 'direct-line.ics' }
}

export const stageCalendarPages = {
  stageCalendar: { method: 'GET', path: '/g/:grant/invitation.ics', access: { link: true }, handle: show },
} satisfies Readonly<Record<string, Page>>
