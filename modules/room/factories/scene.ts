import { type CallRole, system } from '../../../kernel/actor.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { peopleCommands } from '../../people/contract.ts'

const me = system('test')
const text = (en: string) => ({ en, ur: null })

/** A call that is published, with a host, a panelist and two agenda items; it starts a day after now. */
export async function publishedCall(app: AppContext): Promise<CallFacts> {
  const call = await app.transaction(me, async (tx) => {
    const calls = tx.use(callsCommands)
    const program = await calls.createProgram(tx, me, {
      name: text('Direct Line'),
      purpose: text('Access to officials'),
    })
    const series = await calls.createSeries(tx, me, {
      program,
      name: text('Digital economy'),
      description: text('Calls on the digital economy'),
      country: 'PK',
    })
    const startsAt = app.clock.now().add({ hours: 24 })
    const made = await calls.createCall(tx, me, {
      series,
      topic: text('Opportunities in the IT sector'),
      description: text('Officials present and answer.'),
      openTo: text('American firms'),
      startsAt,
      minutes: 75,
      zone: 'Asia/Karachi',
      hostPlace: text('Islamabad'),
      rsvpDeadline: startsAt.subtract({ hours: 2 }),
      capacity: 1000,
      sectors: ['cloud-computing'],
      countries: ['PK'],
      languages: ['en'],
      groundRules: 'on the record',
      panel: [
        { role: 'host', name: text('Hope Host'), title: text('Chargé'), organization: text('Embassy') },
        {
          role: 'panelist',
          name: text('Saad Secretary'),
          title: text('Secretary'),
          organization: text('Ministry'),
        },
      ],
      agenda: [
        { title: text('Opening remarks'), minutes: 5, speaker: 0 },
        { title: text('Policies'), minutes: 10, speaker: 1, groundRules: 'background' },
      ],
    })
    await calls.setState(tx, me, { call: made.id, to: 'published' })
    return made
  })
  return call
}

/** Somebody with a personal link to a call. */
export interface Guest {
  readonly person: string
  readonly organization: string | null
  /** The link of the mail. */
  readonly url: string
}

/** Somebody of a firm, resolved like a registrant, with these roles. */
export async function guest(
  tx: Tx,
  call: string,
  who: { name: string; firm: string; roles: readonly CallRole[] },
): Promise<Guest> {
  const domain = `${who.firm.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.example`
  const { person, organization } = await tx.use(peopleCommands).resolve(tx, me, {
    name: who.name,
    title: null,
    organization: who.firm,
    email: `${who.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@${domain}`,
    country: 'US',
    phone: null,
    locale: 'en',
  })
  const link = await tx.use(accessCommands).grant(tx, me, { call, person, organization, roles: who.roles })
  return { person, organization, url: link.url }
}

/** The personal link of somebody on the panel. */
export async function panelGuest(tx: Tx, call: CallFacts, role: 'host' | 'panelist'): Promise<Guest> {
  const member = call.panel.find((each) => each.role === role)
  if (!member) throw new Error(`nobody on the panel is ${role}`)
  const { person } = member
  const link = await tx
    .use(accessCommands)
    .grant(tx, me, { call: call.id, person, organization: null, roles: [role] })
  return { person, organization: null, url: link.url }
}
