import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { staffByIds } from '../../access/views.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { MessagePreview, MessageText } from '../contract.ts'
import { registrationById } from '../reads/desk.ts'
import { messageContent, publicPage, readerOf } from '../reads/messages-content.ts'
import { insertMessage } from '../store/messages.ts'
import { requireSound, writableCall } from './messages.ts'

/** A registration of this very call. @throws AppError `not_found` */
async function requireRegistration(tx: Tx, call: Id, registration: Id): Promise<void> {
  const found = await registrationById(tx, registration)
  if (found?.registration.call !== call) throw new AppError('not_found', 'registration.no_such_registration')
}

/** The mail that one person would get, by the code that writes it; its link lets nobody in. */
export async function previewMessage(
  tx: Tx,
  actor: Actor,
  input: { call: Id; text: MessageText; registration: Id },
): Promise<MessagePreview> {
  const call = await writableCall(tx, actor, input.call)
  requireSound(input.text)
  await requireRegistration(tx, call.id, input.registration)
  const reader = await readerOf(tx, input.registration)
  if (!reader) throw new AppError('gone', 'registration.not_to_be_written_to')
  const content = await messageContent(tx, {
    call: call.id,
    text: input.text,
    reader,
    url: publicPage(tx, call),
  })
  const { name, organization, locale } = reader
  return {
    to: { registration: input.registration, name, organization, locale },
    zone: reader.zone ?? '',
    locale: content.locale,
    ...(await tx.use(mailCommands).proof(tx, actor, { content, locale })),
  }
}

/** Sends it to whoever asks and to nobody else, as the chosen person would read it. */
export async function testMessage(
  tx: Tx,
  actor: Actor,
  input: { call: Id; id: Id; text: MessageText; registration: Id | null },
): Promise<{ to: string }> {
  const call = await writableCall(tx, actor, input.call)
  requireSound(input.text)
  const me = actor.kind === 'staff' ? (await staffByIds(tx, [actor.user])).get(actor.user) : undefined
  if (actor.kind !== 'staff' || !me) throw new AppError('forbidden', 'registration.no_address_of_yours')
  if (input.registration) await requireRegistration(tx, call.id, input.registration)
  const { id, text, registration } = input
  const message = {
    id,
    call: call.id,
    at: tx.now,
    by: actor.user,
    test: true,
    states: [],
    standard: null,
    text,
  }
  if (!(await insertMessage(tx, message))) return { to: me.email }
  await tx.use(mailCommands).send(tx, actor, {
    template: 'registration.message_test',
    to: { user: actor.user },
    about: { message: id, call: call.id, ...(registration ? { registration } : {}) },
    key: `registration.message_test:${id}`,
  })
  return { to: me.email }
}
