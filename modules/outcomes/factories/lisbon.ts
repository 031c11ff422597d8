import { system } from '../../../kernel/actor.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { registrationCommands } from '../../registration/contract.ts'
import { outcomesCommands } from '../contract.ts'

const me = system('factory')

export interface Announced {
  readonly call: CallFacts
  readonly links: { readonly host: string; readonly official: string; readonly firm: string }
}

/** A call in Urdu, announced: one host, one official, one firm with a seat. `startsAt` is when it goes on air. */
export async function announceLisbon(tx: Tx, startsAt: Temporal.Instant): Promise<Announced> {
  await tx.use(accessCommands).present(tx, me, {
    state: 'empty',
    missionName: 'Embassy of Pakistan in Lisbon',
    missionNameUr: 'سفارت خانہ پاکستان، لزبن',
    homeZone: 'Asia/Karachi',
    homePlace: 'Islamabad',
    homePlaceUr: 'اسلام آباد',
    ink: null,
    seal: null,
  })
  const calls = tx.use(callsCommands)
  const program = await calls.createProgram(tx, me, {
    name: { en: 'Open Doors', ur: 'کھلے دروازے' },
    purpose: {
      en: 'brings exporters together with those who buy and decide',
      ur: 'برآمد کنندگان کو خریدنے اور فیصلہ کرنے والوں سے ملاتا ہے',
    },
  })
  const series = await calls.createSeries(tx, me, {
    program,
    name: { en: 'Portugal', ur: 'پرتگال' },
    description: {
      en: 'widen trade between Pakistan and Portugal',
      ur: 'پاکستان اور پرتگال کے درمیان تجارت بڑھے',
    },
    country: 'PT',
  })
  const call = await calls.createCall(tx, me, {
    series,
    topic: { en: 'Home textiles in Portugal', ur: 'پرتگال میں گھریلو ٹیکسٹائل' },
    description: { en: 'Who buys, and on what terms.', ur: 'کون خریدتا ہے اور کن شرائط پر۔' },
    openTo: { en: 'Textile exporters', ur: 'ٹیکسٹائل برآمد کنندگان' },
    startsAt,
    minutes: 45,
    zone: 'Europe/Lisbon',
    hostPlace: { en: 'Lisbon', ur: 'لزبن' },
    rsvpDeadline: startsAt.subtract({ hours: 24 }),
    capacity: 20,
    sectors: ['textiles'],
    countries: ['PT'],
    languages: ['ur'],
    groundRules: 'on the record',
    panel: [
      {
        role: 'host',
        name: { en: 'Amna Rahatgar', ur: 'آمنہ راحت گر' },
        title: { en: 'Commercial Counsellor', ur: 'کمرشل قونصلر' },
        organization: { en: 'Embassy of Pakistan', ur: 'سفارت خانہ پاکستان' },
      },
      {
        role: 'panelist',
        name: { en: 'Rui Falcoeiro', ur: 'روئی فالکوئیرو' },
        title: { en: 'Director', ur: 'ڈائریکٹر' },
        organization: { en: 'Harbor Board of Examplia', ur: 'بندرگاہ بورڈ' },
      },
    ],
    agenda: [
      { title: { en: 'Trade', ur: 'تجارت' }, minutes: 20, speaker: 1 },
      { title: { en: 'Among us', ur: 'آپس میں' }, minutes: 25, speaker: null, groundRules: 'off the record' },
    ],
  })
  await calls.setState(tx, me, { call: call.id, to: 'published' })
  await tx.use(outcomesCommands).word(tx, me, {
    call: call.id,
    set: {
      audience: { en: 'Pakistani textile firms', ur: 'پاکستانی ٹیکسٹائل فرموں' },
      audienceShort: { en: 'Pakistani textile firms', ur: 'پاکستانی ٹیکسٹائل فرموں' },
      officials: { en: 'a Portuguese official', ur: 'پرتگالی عہدیدار' },
      officialsShort: { en: 'a Portuguese official', ur: 'پرتگالی عہدیدار' },
      subject: { en: 'demand for home textiles', ur: 'گھریلو ٹیکسٹائل کی طلب' },
      subjectShort: { en: 'home textiles', ur: 'گھریلو ٹیکسٹائل' },
    },
  })
  const grant = async (person: string, role: 'host' | 'panelist') =>
    (await tx.use(accessCommands).grant(tx, me, { call: call.id, person, organization: null, roles: [role] }))
      .url
  const { person, registration } = await tx.use(registrationCommands).register(tx, me, {
    call: call.id,
    locale: 'ur',
    registrant: {
      name: 'صبا نورانی',
      title: 'برآمدی منتظم',
      email: 'saba@loomfield.example',
      phone: null,
      organization: 'لوم فیلڈ ٹیکسٹائل',
      country: 'PK',
      sectors: ['textiles'],
      question: null,
      visibility: 'public',
      showFirm: 'panel',
      language: 'ur',
      needs: [],
      otherNeeds: null,
      notice: 1,
      noticeRead: true,
      source: null,
    },
  })
  await tx.use(registrationCommands).approve(tx, me, { registration })
  const link = await tx.use(accessCommands).link(tx, me, { call: call.id, person })
  const [host, official] = call.panel
  if (!host || !official || !link) throw new Error('the call lacks somebody')
  return {
    call,
    links: {
      host: await grant(host.person, 'host'),
      official: await grant(official.person, 'panelist'),
      firm: link.url,
    },
  }
}
