import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { mailDesk } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import {
  type MessageState,
  type MessageText,
  type OwnTemplate,
  STANDARD_TEXTS,
  type StandardText,
} from '../contract.ts'
import { nameTaken, templateById, templatesOf } from '../reads/messages.ts'
import { deleteTemplate, insertTemplate, updateTemplate } from '../store/messages.ts'
import { requireSound, writableCall } from './messages.ts'
import { requireOfficer } from './permission.ts'

/** To whom a standard text is meant, unless the officer chooses otherwise. */
const MEANT_FOR: Readonly<Record<StandardText, readonly MessageState[]>> = {
  information: ['approved'],
  joining: ['approved'],
  change: ['approved', 'pending', 'waitlisted'],
  thank_you: ['attended'],
  missed_you: ['no-show'],
}

/** What a message can begin with: texts that come with the product, and those that the call's program keeps. */
export async function textsFor(tx: Tx, actor: Actor, call: Id) {
  const { program } = await writableCall(tx, actor, call)
  const desk = tx.use(mailDesk)
  const words = {
    en: await desk.words(tx, actor, { locale: 'en' }),
    ur: await desk.words(tx, actor, { locale: 'ur' }),
  }
  const written = (locale: Locale, text: StandardText) => ({
    subject: words[locale](`registration:messages.standard.${text}.subject`),
    body: words[locale](`registration:messages.standard.${text}.body`),
  })
  return {
    standard: STANDARD_TEXTS.map((id) => ({
      id,
      states: [...MEANT_FOR[id]],
      text: { en: written('en', id), ur: written('ur', id) },
    })),
    own: await templatesOf(tx, program.id),
  }
}

interface Named {
  readonly name: string
  readonly text: MessageText
}

/** @throws AppError `conflict` when the program keeps one of this name, `invalid` */
export async function saveTemplate(
  tx: Tx,
  actor: Actor,
  { call, name, text }: Named & { call: Id },
): Promise<OwnTemplate> {
  const { program } = await writableCall(tx, actor, call)
  requireSound(text)
  await requireFreeName(tx, program.id, name, null)
  const id = tx.id()
  await insertTemplate(tx, { id, program: program.id, name, text })
  await note(tx, program.id, id, 'saved')
  return { id, name, text }
}

/** @throws AppError `not_found`, `forbidden`, `conflict`, `invalid` */
export async function changeTemplate(
  tx: Tx,
  actor: Actor,
  { template, name, text }: Named & { template: Id },
): Promise<OwnTemplate> {
  const { program } = await ownTemplate(tx, actor, template)
  requireSound(text)
  await requireFreeName(tx, program, name, template)
  await updateTemplate(tx, template, { name, text })
  await note(tx, program, template, 'changed')
  return { id: template, name, text }
}

/** @throws AppError `not_found`, `forbidden` */
export async function throwAway(tx: Tx, actor: Actor, template: Id): Promise<void> {
  const { program } = await ownTemplate(tx, actor, template)
  await deleteTemplate(tx, template)
  await note(tx, program, template, 'deleted')
}

async function ownTemplate(tx: Tx, actor: Actor, template: Id) {
  const found = await templateById(tx, template)
  if (!found) throw new AppError('not_found', 'registration.no_such_template')
  requireOfficer(actor, found.program)
  return found
}

async function requireFreeName(tx: Tx, program: Id, name: string, except: Id | null): Promise<void> {
  if (await nameTaken(tx, program, name, except)) {
    throw new AppError('conflict', 'registration.template_name_taken', { params: { name } })
  }
}

const note = (tx: Tx, program: Id, template: Id, what: 'saved' | 'changed' | 'deleted') =>
  tx.emit({
    stream: `message-template:${template}`,
    type: `registration.template_${what}`,
    audience: 'mission',
    data: { program, template },
  })
