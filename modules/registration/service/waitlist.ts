import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { callsWithVacancies, seatsHeldByFirms } from '../reads/seats.ts'
import { tooLateToAnswer } from '../rules/coming.ts'
import { nextInLine, stillHeld } from '../rules/seats.ts'
import { lockOfCall, seatsOf, setVacant } from '../store/seats.ts'
import { lockSeats } from '../store.ts'
import { move } from './decide.ts'

const me = system('registration')

/**
 * Seats that became free while all were given go to those who wait, first come, first served, until the call begins; each is told.
 * A seat that can still be taken back waits until it cannot.
 */
export async function fillVacancies(tx: Tx): Promise<void> {
  for (const call of await callsWithVacancies(tx)) await fill(tx, call)
}

async function fill(tx: Tx, id: Id): Promise<void> {
  const approved = await lockSeats(tx, id)
  const call = await tx.use(callsCommands).get(tx, me, { call: id })
  if (tooLateToAnswer(call, tx.now)) return setVacant(tx, id, 0)
  const { vacant, perFirm } = await seatsOf(tx, id)
  const registrations = await lockOfCall(tx, id, ['waitlisted', 'cancelled'])
  const held = registrations.filter((each) => stillHeld(each, tx.now)).length
  const free = Math.min(vacant, call.capacity === null ? vacant : call.capacity - approved) - held
  const waiting = registrations.filter(({ state }) => state === 'waitlisted')
  const chosen = nextInLine(waiting, free, { perFirm, held: await seatsHeldByFirms(tx, id) })
  for (const registration of chosen) {
    const why = { reason: null, note: null, capacity: call.capacity }
    await move(tx, me, registration, 'approved', why)
  }
  // Nobody left who could have one: what is free now is for the officer to give.
  if (chosen.length < free || (free <= 0 && held === 0)) await setVacant(tx, id, held)
}
