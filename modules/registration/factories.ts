import { system } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/tx.ts'
import { type CallFacts, callsCommands, type WholeCall } from '../calls/contract.ts'
import { type RegistrantInput, registrationCommands } from './contract.ts'

const test = system('test')

/** A published call that takes registrations until April 21, 2026, six in the evening in Islamabad. */
export async function openCall(tx: Tx, changes: Partial<WholeCall> = {}): Promise<CallFacts> {
  const calls = tx.use(callsCommands)
  const program = await calls.createProgram(tx, test, {
    name: { en: 'Direct Line for American Businesses', ur: null },
    purpose: { en: 'brings firms and officials together', ur: null },
  })
  const series = await calls.createSeries(tx, test, {
    program,
    name: { en: 'Direct Line Pakistan', ur: null },
    description: { en: 'Calls with officials in Pakistan', ur: null },
    country: 'PK',
  })
  const { id } = await calls.createCall(tx, test, {
    series,
    topic: {
      en: 'Commercial opportunities in Pakistan’s growing IT sector',
      ur: 'پاکستان کے بڑھتے ہوئے آئی ٹی شعبے میں تجارتی مواقع',
    },
    description: { en: 'Three officials answer.', ur: 'تین عہدیدار جواب دیں گے۔' },
    openTo: { en: 'American ICT firms', ur: 'امریکی آئی سی ٹی فرمیں' },
    startsAt: Temporal.Instant.from('2026-04-23T12:00:00Z'),
    minutes: 75,
    zone: 'Asia/Karachi',
    hostPlace: { en: 'Islamabad', ur: 'اسلام آباد' },
    rsvpDeadline: Temporal.Instant.from('2026-04-21T13:00:00Z'),
    capacity: 30,
    sectors: ['cloud-computing', 'data-centers', 'cybersecurity', 'artificial-intelligence'],
    countries: ['PK'],
    languages: ['en'],
    groundRules: 'on the record',
    panel: [
      {
        role: 'host',
        name: { en: 'Ada Host', ur: null },
        title: { en: 'Chargé d’Affaires', ur: null },
        organization: { en: 'U.S. Mission', ur: null },
      },
      {
        role: 'panelist',
        name: { en: 'Bilal Official', ur: null },
        title: { en: 'Secretary', ur: null },
        organization: { en: 'Ministry of IT', ur: null },
      },
    ],
    agenda: [{ title: { en: 'Questions', ur: null }, minutes: 75, speaker: null }],
    ...changes,
  })
  await calls.setState(tx, test, { call: id, to: 'published' })
  return calls.get(tx, test, { call: id })
}

/** A fictional registrant of a firm of her own; `n` tells them apart. */
export const aRegistrant = (n = 1, changes: Partial<RegistrantInput> = {}): RegistrantInput => ({
  name: `Laura Whitcomb ${n}`,
  title: 'Director, Public Sector Cloud',
  email: `laura@northvale-${n}.example`,
  phone: null,
  organization: `Northvale Cloud ${n}`,
  country: 'US',
  sectors: ['cloud-computing'],
  question: null,
  visibility: 'public',
  showFirm: 'panel',
  language: null,
  needs: [],
  otherNeeds: null,
  notice: 1,
  noticeRead: true,
  source: null,
  ...changes,
})

/** The same as a posted form: what a browser sends. */
export const asForm = (registrant: RegistrantInput): Record<string, string | string[]> => ({
  name: registrant.name,
  title: registrant.title,
  email: registrant.email,
  phone: registrant.phone ?? '',
  organization: registrant.organization,
  country: registrant.country,
  sectors: registrant.sectors,
  question: registrant.question ?? '',
  visibility: registrant.visibility,
  showFirm: registrant.showFirm,
  language: registrant.language ?? '',
  needs: registrant.needs,
  otherNeeds: registrant.otherNeeds ?? '',
  notice: String(registrant.notice),
  noticeRead: 'yes',
  website: '',
})

/** A call for which so many have registered, the last of them on top of the list, and their ids in that order. The first one asks something. */
export async function aCallWith(
  tx: Tx,
  registrations: number,
  changes: Partial<WholeCall> = {},
): Promise<{ call: CallFacts; ids: string[] }> {
  const call = await openCall(tx, { languages: ['en', 'ur'], ...changes })
  const ids: string[] = []
  for (let n = 1; n <= registrations; n += 1) {
    const { registration } = await tx.use(registrationCommands).register(tx, test, {
      call: call.id,
      registrant: aRegistrant(n, { question: n === 1 ? 'Is a local license needed?' : null }),
      locale: 'en',
    })
    ids.push(registration)
  }
  return { call, ids }
}
