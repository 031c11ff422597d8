import { APPROVERS, anyone, STAFF } from '../../kernel/access.ts'
import { anonymous, system } from '../../kernel/actor.ts'
import { offer } from '../../kernel/commands.ts'
import { AppError } from '../../kernel/errors.ts'
import { defineModule } from '../../kernel/module.ts'
import { accessCommands } from '../access/contract.ts'
import { callsCommands } from '../calls/contract.ts'
import { mailCommands } from '../mail/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import { roomCommands } from '../room/contract.ts'
import { contract, registrationCommands } from './contract.ts'
import { mails } from './mails.ts'
import { pages } from './pages.ts'
import { eraseOldNeeds, tellCallCancelled, tellChange, tellRegistrants } from './service/call-events.ts'
import { cancelMine } from './service/cancel.ts'
import { changeMine } from './service/change-mine.ts'
import { answerComing, undoMine } from './service/coming.ts'
import { approveBySystem, decideByStaff, decideMany, seatsTaken } from './service/decide.ts'
import { countsOf, historyFor, listOf, registrationFileOf } from './service/file.ts'
import { limitFirms } from './service/firm-seats.ts'
import { waitBefore } from './service/limits.ts'
import { messageAccess, messageJobs, messageRoutes } from './service/messages-doors.ts'
import { standingOf } from './service/mine.ts'
import { allNotices, writeNotice } from './service/notices.ts'
import { keepPast, register } from './service/register.ts'
import { remind } from './service/remind.ts'
import { undoMany } from './service/undo.ts'
import { fillVacancies } from './service/waitlist.ts'

const approvers = { staff: APPROVERS }
const staff = { staff: STAFF }

/** Who wants to come, who may, and what each is told. */
export const registration = defineModule({
  name: 'registration',
  contract,
  access: {
    register: anyone,
    list: staff,
    counts: staff,
    decideMany: approvers,
    limitFirms: approvers,
    undo: approvers,
    file: staff,
    decide: approvers,
    history: staff,
    // Whoever holds a personal link, whatever roles it gives: asked in the service.
    mine: anyone,
    cancelMine: anyone,
    changeMine: anyone,
    undoCancelMine: anyone,
    answerMine: anyone,
    notices: anyone,
    writeNotice: { staff: ['administrator'] },
    ...messageAccess,
  },
  routes: {
    register: async (tx, _actor, { call, ...registrant }, request) => {
      const wait = waitBefore(tx, request.address, registrant.email)
      if (wait !== null) {
        throw new AppError('rate_limited', 'registration.too_many', { params: { seconds: wait } })
      }
      await register(tx, anonymous, { call, registrant, locale: request.locale })
      return { received: true } as const
    },
    list: listOf,
    counts: (tx, actor, { call }) => countsOf(tx, actor, call),
    decideMany: async (tx, actor, input) => ({
      results: await decideMany(tx, actor, input),
      counts: await countsOf(tx, actor, input.call),
    }),
    limitFirms: async (tx, actor, input) => {
      await limitFirms(tx, actor, input)
      return countsOf(tx, actor, input.call)
    },
    undo: async (tx, actor, input) => ({
      results: await undoMany(tx, actor, input),
      counts: await countsOf(tx, actor, input.call),
    }),
    file: (tx, actor, input) => registrationFileOf(tx, actor, input.registration),
    decide: async (tx, actor, { registration: id, ...decided }) => {
      await decideByStaff(tx, actor, id, decided)
      return registrationFileOf(tx, actor, id)
    },
    history: (tx, actor, input) => historyFor(tx, actor, input),
    mine: (tx, actor) => standingOf(tx, actor),
    cancelMine: (tx, actor) => cancelMine(tx, actor),
    changeMine: async (tx, actor, input) => {
      await changeMine(tx, actor, input)
      return standingOf(tx, actor)
    },
    undoCancelMine: async (tx, actor) => {
      await undoMine(tx, actor)
      return standingOf(tx, actor)
    },
    answerMine: async (tx, actor, input) => {
      await answerComing(tx, actor, input)
      return standingOf(tx, actor)
    },
    notices: (tx) => allNotices(tx),
    writeNotice: (tx, actor, input) => writeNotice(tx, actor, input.text),
    ...messageRoutes,
  },
  pages,
  mails,
  on: {
    'call.change_settled': tellChange,
    'call.cancelled': (tx, event) => tellCallCancelled(tx, String(event.data['call'])),
  },
  jobs: {
    ...messageJobs,
    'tell-registrants': { run: tellRegistrants, retryLimit: 20, watched: true },
    'each-minute': {
      schedule: '* * * * *',
      run: async (app) => {
        await app.transaction(system('registration'), fillVacancies)
        await remind(app)
      },
    },
    'erase-needs': {
      schedule: '17 3 * * *',
      run: async (app) => {
        const erased = await app.transaction(system('registration'), eraseOldNeeds)
        if (erased > 0) app.log.info({ erased }, 'accessibility needs erased')
      },
    },
  },
  offers: offer(registrationCommands, { seatsTaken, register, keepPast, approve: approveBySystem }),
  uses: [accessCommands, callsCommands, mailCommands, peopleCommands, roomCommands],
})
