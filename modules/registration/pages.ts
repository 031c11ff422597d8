import { anyone } from '../../kernel/access.ts'
import { type Actor, anonymous } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { mailDesk } from '../../kernel/mail.ts'
import type { Page, PageRequest, PageResult } from '../../kernel/module.ts'
import type { Tx } from '../../kernel/tx.ts'
import { type CallFacts, callsCommands } from '../calls/contract.ts'
import { mailboxOf } from '../people/views.ts'
import type { ClosedPageProps, FormError, ReceivedPageProps, RegisterPageProps } from './contract/pages.ts'
import { comingPages } from './pages/coming.ts'
import { shownCall } from './pages/shown-call.ts'
import { aboutOf, invitationOf } from './reads/about.ts'
import { registrationOfPerson } from './reads/desk.ts'
import { isTrapped, type Posted, readForm } from './rules/form.ts'
import { closedBecause } from './rules/transitions.ts'
import { waitBefore } from './service/limits.ts'
import { requireHolder } from './service/mine.ts'
import { currentNotice } from './service/notices.ts'
import { register } from './service/register.ts'

/** The call of a page; drafts are not known to exist. */
async function callOf(tx: Tx, actor: Actor, request: PageRequest): Promise<CallFacts> {
  const slug = request.params['slug'] ?? ''
  const call = await tx.use(callsCommands).getBySlug(tx, actor, { slug })
  if (!call || call.state === 'draft') throw new AppError('not_found', 'calls.unknown_call')
  return call
}

async function closedPage(tx: Tx, actor: Actor, call: CallFacts): Promise<PageResult | null> {
  const because = closedBecause(call, tx.now)
  if (!because) return null
  const props: ClosedPageProps = { call: await shownCall(tx, actor, call), because }
  return { view: 'registration/ClosedPage', props, status: because === 'live' ? 200 : 410 }
}

async function formPage(
  tx: Tx,
  actor: Actor,
  call: CallFacts,
  typed: Posted,
  errors: readonly FormError[],
  status = 200,
): Promise<PageResult> {
  const props: RegisterPageProps = {
    call: await shownCall(tx, actor, call),
    notice: await currentNotice(tx),
    values: typed,
    errors,
  }
  return { view: 'registration/RegisterPage', props, status }
}

async function showForm(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const call = await callOf(tx, actor, request)
  const source = request.query['from']
  return (
    (await closedPage(tx, actor, call)) ?? (await formPage(tx, actor, call, source ? { source } : {}, []))
  )
}

async function submit(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const call = await callOf(tx, actor, request)
  const closed = await closedPage(tx, actor, call)
  if (closed) return closed
  const received: PageResult = { redirect: `/calls/${call.slug}/register/received` }
  if (isTrapped(request.form)) return received
  const read = readForm(request.form)
  if ('errors' in read) return formPage(tx, actor, call, request.form, read.errors, 422)
  if (read.registrant.notice !== (await currentNotice(tx)).version) {
    const changed = [{ field: 'noticeRead', reason: 'registration.notice_changed' }]
    return formPage(tx, actor, call, { ...request.form, noticeRead: '' }, changed, 409)
  }
  if (waitBefore(tx, request.address, read.registrant.email) !== null) {
    const tooMany = [{ field: '', reason: 'registration.too_many' }]
    return formPage(tx, actor, call, request.form, tooMany, 429)
  }
  // Whoever has a session in this browser registers like anybody else.
  await register(tx, anonymous, {
    call: call.id,
    registrant: read.registrant,
    locale: request.locale,
  })
  return received
}

async function showReceived(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const call = await callOf(tx, actor, request)
  const props: ReceivedPageProps = { call: await shownCall(tx, actor, call) }
  return { view: 'registration/ReceivedPage', props }
}

/** The calendar file of an approved registrant, behind her personal link. */
async function calendar(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const holder = requireHolder(actor)
  const mine = await registrationOfPerson(tx, holder.call, holder.person)
  const found = mine?.state === 'approved' ? await aboutOf(tx, mine.id) : null
  const mailbox = await mailboxOf(tx, holder.person)
  const desk = tx.use(mailDesk)
  const file = found
    ? await invitationOf(
        tx,
        found,
        {
          locale: request.locale,
          recipient: { name: mailbox?.name ?? '', zone: mailbox?.zone ?? null },
          from: await desk.sender(tx, actor, {}),
          t: await desk.words(tx, actor, { locale: request.locale }),
        },
        found.call.state === 'cancelled' ? 'CANCEL' : 'PUBLISH',
      )
    : null
  if (!file) throw new AppError('not_found', 'registration.no_calendar')
  return { body: file, contentType: 'text/calendar; charset=utf-8', filename: 'direct-line.ics' }
}

export const pages = {
  form: { method: 'GET', path: '/calls/:slug/register', access: anyone, handle: showForm },
  submit: { method: 'POST', path: '/calls/:slug/register', access: anyone, handle: submit },
  received: {
    method: 'GET',
    path: '/calls/:slug/register/received',
    access: anyone,
    handle: showReceived,
  },
  ...comingPages,
  calendar: { method: 'GET', path: '/g/:grant/calendar.ics', access: anyone, handle: calendar },
} as const satisfies Readonly<Record<string, Page>>
