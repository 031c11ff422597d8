import { z } from 'zod'
import type { Actor } from '../kernel/actor.ts'
import { prose } from '../kernel/schemas.ts'
import type { Tx } from '../kernel/tx.ts'
import type { CallFacts } from '../modules/calls/contract.ts'
import { registrationCommands } from '../modules/registration/contract.ts'
import { type CommandInput, type CommandName, type PastAct, roomCommands } from '../modules/room/contract.ts'
import { registrantOf } from './call.ts'
import pastFile from './sample-past.json' with { type: 'json' }
import { firm, nick } from './script.ts'

/** Minutes since it went on air. */
const minute = z.int()
const speaker = z.enum(['host', 'expert'])
const said = z.strictObject({ at: minute, by: speaker, text: prose(4000) })

const pastSchema = z.strictObject({
  firms: z.array(firm),
  calls: z.array(
    z.strictObject({
      number: z.int(),
      registered: z.array(nick),
      attended: z.array(z.strictObject({ who: nick, from: minute, to: minute })),
      questions: z.array(
        z.strictObject({
          who: nick,
          at: minute,
          votes: z.array(nick),
          text: prose(2000),
          live: said.optional(),
          written: said.optional(),
          /** Owed by the office of the expert, due so many days after the call. */
          owed: z.strictObject({ at: minute, days: z.int(), text: prose(1000) }).optional(),
        }),
      ),
      /** What the rapporteur took down; quotes were granted by those who said them. */
      taken: z.array(
        said.extend({
          kind: z.enum(['key point', 'quote', 'promise']),
          days: z.int().optional(),
          kept: minute.optional(),
        }),
      ),
    }),
  ),
})

/** Who came to the first two calls, and what was asked, answered and promised there: demo/sample-past.json. */
export const past = pastSchema.parse(pastFile)
type PastCall = (typeof past.calls)[number]
type Past = PastAct['by']

/** Minutes of the broadcast; half of them again for the debrief. */
const ON_AIR = 60
const OVER = 70

/** Registers who came to a call that was held before, writes to nobody, and gives the call its record. */
export async function keepRecord(tx: Tx, actor: Actor, call: CallFacts, heldAt: Temporal.Instant) {
  const told = past.calls.find(({ number }) => number === call.series.number)
  if (!told) throw new Error(`nothing is told of call ${call.series.number}`)
  const firms = new Map<string, Past>()
  for (const one of past.firms) {
    for (const each of one.people.filter(({ as }) => told.registered.includes(as))) {
      const { person, organization } = await tx.use(registrationCommands).keepPast(tx, actor, {
        call: call.id,
        registrant: registrantOf(one, each),
        locale: 'en',
        at: heldAt.subtract({ hours: 24 * 9 }),
      })
      firms.set(each.as, { person, organization, roles: ['attendee'], panelMember: null })
    }
  }
  const acts = actsOf(tx, call, told, firms, heldAt)
  await tx.use(roomCommands).keepPast(tx, actor, { call: call.id, acts })
}

function actsOf(
  tx: Tx,
  call: CallFacts,
  told: PastCall,
  firms: ReadonlyMap<string, Past>,
  heldAt: Temporal.Instant,
): PastAct[] {
  const acts: { at: number; act: PastAct }[] = []
  const seat = (role: 'host' | 'panelist'): Past & { panelMember: string } => {
    const member = call.panel.find((each) => each.role === role)
    if (!member) throw new Error(`call ${call.series.number} has no ${role}`)
    return { person: member.person, roles: [role], organization: null, panelMember: member.id }
  }
  const seats = { host: seat('host'), expert: seat('panelist') }
  const { host, expert } = seats
  const someone = (who: string): Past => {
    const found = firms.get(who)
    if (!found) throw new Error(`${who} did not register for call ${call.series.number}`)
    return found
  }
  const does = <N extends CommandName>(
    at: number,
    by: Past,
    name: N,
    input: CommandInput<N>,
    makes?: string,
  ) => {
    const act = { at: heldAt.add({ seconds: Math.round(at * 60) }), by, name, input }
    acts.push({ at, act: makes ? { ...act, makes } : act })
  }
  const dueIn = (days: number) => heldAt.toZonedDateTimeISO(call.zone).toPlainDate().add({ days }).toString()
  const acceptedRules = call.rulesVersion

  does(-10, host, 'openRoom', {})
  does(-9, host, 'enter', { acceptedRules })
  does(-8, expert, 'enter', { acceptedRules })
  does(0, host, 'goOnAir', {})
  does(10, host, 'nextAgendaItem', {})
  for (const { who, from, to } of told.attended) {
    does(from, someone(who), 'enter', { acceptedRules })
    if (to < ON_AIR) does(to, someone(who), 'leave', {})
  }
  for (const { who, at, text, votes, live, written, owed } of told.questions) {
    const question = tx.id()
    does(at, someone(who), 'submitQuestion', { text }, question)
    does(at + 0.5, host, 'showQuestion', { question })
    for (const [n, voter] of votes.entries()) does(at + 1 + n / 4, someone(voter), 'vote', { question })
    does(at + 3, host, 'assignQuestion', { question, panelMember: expert.panelMember })
    if (live) {
      const by = { kind: 'panel member', panelMember: seats[live.by].panelMember } as const
      does(live.at - 2, host, 'startAnswering', { question })
      does(live.at, host, 'answerLive', { question, summary: live.text, speaker: by })
    }
    if (written) {
      does(ON_AIR - 2, expert, 'willWrite', { question })
      does(written.at, seats[written.by], 'answerInWriting', { question, text: written.text })
    }
    if (owed) {
      const owner = { kind: 'office', panelMember: expert.panelMember } as const
      does(owed.at, host, 'followUp', { question, owner, due: dueIn(owed.days), promise: owed.text })
    }
  }
  for (const { at, kind, by, text, days, kept } of told.taken) {
    const entry = tx.id()
    const { panelMember } = seats[by]
    const speaker = { kind: 'panel member', panelMember } as const
    const promised = kind === 'promise' ? { owner: speaker, due: days ? dueIn(days) : null } : {}
    does(at, host, 'recordEntry', { kind, text, speaker, ...promised }, entry)
    if (kind === 'quote') {
      does(at + 1, host, 'askToPublish', { entry })
      does(OVER - 1, seats[by], 'grantPublication', { entry })
    }
    if (kept) does(kept, host, 'keepPromise', { entry })
  }
  does(ON_AIR, host, 'endBroadcast', {})
  does(OVER, host, 'endCall', {})
  return acts.toSorted((a, b) => a.at - b.at).map(({ act }) => act)
}
