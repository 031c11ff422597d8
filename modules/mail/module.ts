import { z } from 'zod'
import { type Actor, holdsRole } from '../../kernel/actor.ts'
import { offer } from '../../kernel/commands.ts'
import { AppError } from '../../kernel/errors.ts'
import { defineModule } from '../../kernel/module.ts'
import { accessCommands } from '../access/contract.ts'
import { contract, mailCommands } from './contract.ts'
import { countLeft, countSince, outboxPage } from './reads.ts'
import { MAX_ATTEMPTS } from './rules/outbox.ts'
import { cancel, send } from './service/commands.ts'
import { proof } from './service/compose.ts'
import { deliver } from './service/deliver.ts'
import { readMail, retryMail, revealMail } from './service/outbox.ts'

const administrators = { staff: ['administrator'] } as const
const delivery = z.object({ mail: z.uuid() })

/** Mail: who is told what, sent with patience, read by the administrator where no server is set. */
export const mail = defineModule({
  name: 'mail',
  contract,
  access: {
    list: administrators,
    read: administrators,
    reveal: administrators,
    retry: administrators,
  },
  routes: {
    list: async (tx, actor, input) => {
      requireInstallation(actor)
      return outboxPage(tx, input)
    },
    read: async (tx, actor, input) => {
      requireInstallation(actor)
      return readMail(tx, input.mail)
    },
    reveal: async (tx, actor, input) => {
      requireInstallation(actor)
      return revealMail(tx, input.mail)
    },
    retry: async (tx, actor, input) => {
      requireInstallation(actor)
      return retryMail(tx, input.mail)
    },
  },
  pages: {
    outbox: {
      method: 'GET',
      path: '/outbox',
      access: administrators,
      handle: async (_tx, actor) => {
        requireInstallation(actor)
        return { redirect: '/desk/outbox' }
      },
    },
  },
  jobs: {
    deliver: {
      retryLimit: MAX_ATTEMPTS - 1,
      together: 10,
      run: (app, data) => deliver(app, delivery.parse(data).mail),
    },
  },
  offers: offer(mailCommands, {
    send,
    cancel,
    proof,
    countSince: (tx, _actor, input) => countSince(tx, input),
    left: (tx, _actor, input) => countLeft(tx, input.keys),
  }),
  uses: [accessCommands],
})

/** The outbox holds the mail of all programs: who administers one of them only does not read it. */
function requireInstallation(actor: Actor): void {
  if (!holdsRole(actor, ['administrator'], null)) throw new AppError('forbidden', 'mail.administrator_only')
}
