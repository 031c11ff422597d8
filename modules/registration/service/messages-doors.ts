import { OFFICERS, STAFF } from '../../../kernel/access.ts'
import type { Job, Routes } from '../../../kernel/module.ts'
import type { messagesContract } from '../contract.ts'
import { listMessages, readMessage, recipientsFor, sendMessage } from './messages.ts'
import { handOn, handOnUnfinished } from './messages-hand-on.ts'
import { changeTemplate, saveTemplate, textsFor, throwAway } from './messages-templates.ts'
import { previewMessage, testMessage } from './messages-try.ts'

const officers = { staff: OFFICERS }
const staff = { staff: STAFF }

/** Who prepares calls writes; whoever works in the program sees what was written. */
export const messageAccess = {
  messages: staff,
  message: staff,
  messageRecipients: officers,
  previewMessage: officers,
  testMessage: officers,
  sendMessage: officers,
  messageTemplates: officers,
  saveMessageTemplate: officers,
  changeMessageTemplate: officers,
  deleteMessageTemplate: officers,
} as const

export const messageRoutes: Routes<typeof messagesContract> = {
  messages: (tx, actor, { call }) => listMessages(tx, actor, call),
  message: (tx, actor, input) => readMessage(tx, actor, input.message),
  messageRecipients: recipientsFor,
  previewMessage,
  testMessage,
  sendMessage,
  messageTemplates: (tx, actor, { call }) => textsFor(tx, actor, call),
  saveMessageTemplate: saveTemplate,
  changeMessageTemplate: changeTemplate,
  deleteMessageTemplate: async (tx, actor, { template }) => {
    await throwAway(tx, actor, template)
    return {}
  },
}

export const messageJobs: Readonly<Record<string, Job>> = {
  'hand-on-message': { run: (app, { message }) => handOn(app, String(message)), retryLimit: 5 },
  'hand-on-unfinished': { schedule: '* * * * *', run: handOnUnfinished },
}
