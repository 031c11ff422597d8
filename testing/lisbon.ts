import { randomUUID } from 'node:crypto'
import { system } from '../kernel/actor.ts'
import type { CallFacts } from '../modules/calls/contract.ts'
import { announceLisbon } from '../modules/outcomes/factories/lisbon.ts'
import type { CommandInput, CommandName } from '../modules/room/contract.ts'
import type { Client } from './client.ts'
import { linkClient, staffClient } from './sign-in.ts'
import type { TestApp } from './start-app.ts'

/** When the call of `holdLisbonCall` goes on air; start the app a little before. */
export const LISBON_ON_AIR = Temporal.Instant.from('2026-09-08T10:00:00Z')

export interface Held {
  readonly call: CallFacts
  readonly officer: Client
  /** Asks something of the room, as the officer unless somebody else is named. Throws when it is refused. */
  command<N extends CommandName>(name: N, input: CommandInput<N>, who?: Client): Promise<void>
  /** Moves the clock to a minute of the call. */
  at(minute: number): void
}

const me = system('test')

/**
 * A whole call, held through the public door: its record in Urdu, no quotes, one attendee, no promises, the first of its
 * series, from the twentieth minute on off the record. It has ended, and its readout is drafted.
 */
export async function holdLisbonCall(app: TestApp): Promise<Held> {
  const { call, links } = await app.context.transaction(me, (tx) => announceLisbon(tx, LISBON_ON_AIR))
  const officer = await staffClient(app, 'officer')
  const host = await linkClient(app, links.host)
  const official = await linkClient(app, links.official)
  const firm = await linkClient(app, links.firm)
  const [, panelist] = call.panel
  if (!panelist) throw new Error('the call has no panelist')

  const at = (minute: number): void => app.clock.set(LISBON_ON_AIR.add({ seconds: minute * 60 }).toString())
  const command: Held['command'] = async (name, input, who = officer) => {
    const { status, body } = await who.post(`/api/calls/${call.id}/commands`, {
      id: randomUUID(),
      name,
      input,
    })
    if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`)
  }
  const take = (
    kind: 'key point' | 'topic',
    text: string,
    more: Partial<CommandInput<'recordEntry'>> = {},
  ): Promise<void> => command('recordEntry', { kind, text, ...more })
  const enter = { acceptedRules: call.rulesVersion }

  at(-5)
  await command('openRoom', {})
  await command('enter', {})
  await command('enter', enter, host)
  await command('enter', enter, official)
  at(-1)
  await command('enter', enter, firm)
  at(0)
  await command('goOnAir', {})
  at(4)
  await take('key point', 'سفارت خانہ پاکستانی فرموں کو نمائشوں تک پہنچنے میں مدد دے گا۔', {
    speaker: { kind: 'host' },
    aspect: 'offer of help',
  })
  at(9)
  await take('topic', 'درآمدی ضابطوں')
  at(12)
  await take('topic', 'بندرگاہ پر کاغذی کارروائی کم کرنے', {
    speaker: { kind: 'panel member', panelMember: panelist.id },
    aspect: 'initiative',
  })
  at(14)
  await take('topic', 'نمائشوں میں شرکت')
  at(16)
  await take('topic', 'تولیوں اور چادروں', { aspect: 'growth opportunity' })
  at(20)
  await command('nextAgendaItem', {})
  at(21)
  await take('key point', 'محصول خفیہ طور پر کم ہو رہا ہے', { speaker: { kind: 'host' } })
  at(30)
  await command('endBroadcast', {})
  await command('endCall', {})
  await app.drain()
  return { call, officer, command, at }
}
