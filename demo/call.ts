import type { Actor } from '../kernel/actor.ts'
import type { Id } from '../kernel/ids.ts'
import type { Tx } from '../kernel/tx.ts'
import { accessCommands } from '../modules/access/contract.ts'
import { type CallFacts, callsCommands } from '../modules/calls/contract.ts'
import { outcomesCommands } from '../modules/outcomes/contract.ts'
import { peopleCommands } from '../modules/people/contract.ts'
import { type RegistrantInput, registrationCommands } from '../modules/registration/contract.ts'
import { type SampleFirm, sample } from './script.ts'

/** Whom the script calls what, on one call. */
export interface Cast {
  readonly call: Id
  readonly slug: string
  readonly number: number
  /** Personal links by nick: panel, colleagues and everybody who comes. */
  readonly links: Readonly<Record<string, string>>
  readonly persons: Readonly<Record<string, Id>>
  /** Panel member ids by nick. */
  readonly seats: Readonly<Record<string, Id>>
}

/** The notice that comes with the product. */
const NOTICE = 1

/** Announces a call of the sample: its page, its panel, how its readout names things. */
export async function announce(
  tx: Tx,
  actor: Actor,
  input: { series: Id; campaign: Id | null; startsAt: Temporal.Instant },
): Promise<CallFacts> {
  const calls = tx.use(callsCommands)
  const { call, panel, agenda, wording } = sample
  const facts = await calls.createCall(tx, actor, {
    ...call,
    series: input.series,
    campaign: input.campaign,
    startsAt: input.startsAt,
    rsvpDeadline: input.startsAt.subtract({ hours: 48 }),
    panel: panel.map(({ role, name, title, organization, email }) => ({
      role,
      name,
      title,
      organization,
      email,
    })),
    agenda: agenda.map(({ title, minutes, speaker, groundRules }) => ({
      title,
      minutes,
      groundRules: groundRules ?? null,
      speaker: speaker === null ? null : panel.findIndex(({ as }) => as === speaker),
    })),
  })
  await calls.setState(tx, actor, { call: facts.id, to: 'published' })
  await tx.use(outcomesCommands).word(tx, actor, {
    call: facts.id,
    set: {
      ...wording,
      members: facts.panel.flatMap(({ id }, index) => {
        const { shortName, pronoun } = panel[index] ?? {}
        return shortName || pronoun
          ? [{ panelMember: id, shortName: shortName ?? null, pronoun: pronoun ?? null }]
          : []
      }),
    },
  })
  return facts
}

/** Gives panel and colleagues their links, and approves the firms that come and the one that will not. */
export async function admitCast(tx: Tx, actor: Actor, facts: CallFacts): Promise<Cast> {
  const access = tx.use(accessCommands)
  const links: Record<string, string> = {}
  const persons: Record<string, Id> = {}
  const seats: Record<string, Id> = {}
  for (const [index, { as, role }] of sample.panel.entries()) {
    const member = facts.panel[index]
    if (!member) throw new Error(`the panel of call ${facts.id} lacks ${as}`)
    const given = { call: facts.id, person: member.person, organization: null, roles: [role] }
    links[as] = (await access.grant(tx, actor, given)).url
    persons[as] = member.person
    seats[as] = member.id
  }
  for (const { as, role, name, email } of sample.colleagues) {
    const official = { name, title: null, email, organization: null, country: null, locale: 'en' as const }
    const { person } = await tx.use(peopleCommands).upsertOfficial(tx, actor, official)
    const given = { call: facts.id, person, organization: null, roles: [role] }
    links[as] = (await access.grant(tx, actor, given)).url
    persons[as] = person
  }
  for (const firm of [...sample.firms, ...sample.absent]) {
    for (const { as, person, registration } of await register(tx, actor, facts.id, firm)) {
      await tx.use(registrationCommands).approve(tx, actor, { registration })
      const link = await access.link(tx, actor, { call: facts.id, person })
      if (!link) throw new Error(`${as} has no link`)
      links[as] = link.url
      persons[as] = person
    }
  }
  return { call: facts.id, slug: facts.slug, number: facts.series.number, links, persons, seats }
}

/** What somebody of a firm fills in. */
export const registrantOf = (
  firm: SampleFirm,
  { name, title, text, showFirm }: SampleFirm['people'][number],
): RegistrantInput => ({
  name,
  title,
  email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${firm.domain}`,
  phone: null,
  organization: firm.name,
  country: 'US',
  sectors: firm.sectors,
  question: text ?? null,
  visibility: 'public',
  showFirm,
  language: 'en',
  needs: [],
  otherNeeds: null,
  notice: NOTICE,
  noticeRead: true,
  source: null,
})

/** Registers the people of a firm as the form does. */
export async function register(tx: Tx, actor: Actor, call: Id, firm: SampleFirm) {
  const registered: { as: string; person: Id; registration: Id }[] = []
  for (const each of firm.people) {
    const registrant = registrantOf(firm, each)
    const { person, registration } = await tx
      .use(registrationCommands)
      .register(tx, actor, { call, registrant, locale: 'en' })
    registered.push({ as: each.as, person, registration })
  }
  return registered
}

/** When the call is over: what was taken down, in Urdu, and the readout compiled with it. */
export async function finishReadout(
  tx: Tx,
  actor: Actor,
  call: Id,
  inUrdu: readonly { readonly seq: number; readonly text: string }[],
): Promise<void> {
  const outcomes = tx.use(outcomesCommands)
  for (const { seq, text } of inUrdu) await outcomes.translate(tx, actor, { call, seq, locale: 'ur', text })
  await outcomes.compile(tx, actor, { call })
}

/** The link of the one who moderates, also of a call that was admitted before the server was started anew. */
export async function moderatorLink(tx: Tx, actor: Actor, call: Id): Promise<string | null> {
  const moderator = sample.colleagues.find(({ role }) => role === 'moderator')
  if (!moderator) return null
  const { name, email } = moderator
  const official = { name, title: null, email, organization: null, country: null, locale: 'en' as const }
  const { person } = await tx.use(peopleCommands).upsertOfficial(tx, actor, official)
  return (await tx.use(accessCommands).link(tx, actor, { call, person }))?.url ?? null
}
