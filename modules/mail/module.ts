import { z } from 'zod'
import { OFFICERS } from '../../kernel/access.ts'
import { offer } from '../../kernel/commands.ts'
import { defineModule } from '../../kernel/module.ts'
import { accessCommands } from '../access/contract.ts'
import { contract, mailCommands } from './contract.ts'
import { outboxFilters, outboxPage } from './reads/outbox.ts'
import { queueNow } from './reads/pause.ts'
import { countLeft, countSince } from './reads.ts'
import { sightOf } from './rules/sight.ts'
import { addressOf, addressRight, onPersonChanged, onPersonErased } from './service/address.ts'
import { cancel, send } from './service/commands.ts'
import { proof } from './service/compose.ts'
import { deliver } from './service/deliver.ts'
import { watchMail } from './service/figures.ts'
import { readMail, retryMail, revealMail } from './service/outbox.ts'
import { tryNow } from './service/pause.ts'
import { look, resume } from './service/resume.ts'
import { cancelQueued } from './store.ts'

const officers = { staff: OFFICERS } as const
const administrators = { staff: ['administrator'] } as const
const delivery = z.object({ mail: z.uuid() })

/** Mail: who is told what, sent with patience; officers read of their calls how it went, administrators everything. */
export const mail = defineModule({
  name: 'mail',
  contract,
  access: {
    list: officers,
    filters: officers,
    queue: officers,
    tryNow: officers,
    address: officers,
    addressRight: officers,
    read: officers,
    reveal: administrators,
    retry: officers,
  },
  routes: {
    list: (tx, actor, input) => outboxPage(tx, sightOf(actor), input),
    filters: (tx, actor) => outboxFilters(tx, sightOf(actor)),
    queue: (tx) => queueNow(tx),
    tryNow: async (tx) => {
      await tryNow(tx)
      return queueNow(tx)
    },
    address: (tx, actor, input) => addressOf(tx, actor, input.person),
    addressRight: (tx, actor, input) => addressRight(tx, actor, input.person),
    read: (tx, actor, input) => readMail(tx, actor, input.mail),
    reveal: (tx, actor, input) => revealMail(tx, actor, input.mail),
    retry: (tx, actor, input) => retryMail(tx, actor, input.mail),
  },
  pages: {
    outbox: {
      method: 'GET',
      path: '/outbox',
      access: officers,
      handle: async () => ({ redirect: '/desk/outbox' }),
    },
  },
  on: {
    'person.changed': onPersonChanged,
    'person.erased': onPersonErased,
  },
  jobs: {
    deliver: {
      // How often a mail is tried is the mail's own count: a job that ended for another reason is always run again.
      retryLimit: 1000,
      together: 10,
      watched: true,
      run: async (app, data) => {
        await deliver(app, delivery.parse(data).mail)
      },
    },
    resume: { schedule: '* * * * *', watched: true, run: (app) => resume(app) },
  },
  start: async (app) => {
    watchMail(app)
    await look(app)
    return {}
  },
  offers: offer(mailCommands, {
    send,
    cancel,
    cancelAll: (tx, _actor, input) => cancelQueued(tx, input.keys),
    proof,
    countSince: (tx, _actor, input) => countSince(tx, input),
    left: (tx, _actor, input) => countLeft(tx, input.keys),
  }),
  uses: [accessCommands],
})
