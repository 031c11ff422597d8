import { system } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { type CallFacts, callsCommands, type WholeCall } from './contract.ts'

const maker = system('factory')
const en = (text: string) => ({ en: text, ur: null })

export async function aProgram(tx: Tx, name = 'Direct Line for American Businesses'): Promise<Id> {
  return await tx.use(callsCommands).createProgram(tx, maker, {
    name: { en: name, ur: 'ڈائریکٹ لائن برائے امریکی کاروبار' },
    purpose: en('Direct access to foreign government officials and market experts.'),
  })
}

export async function aSeries(tx: Tx, program: Id, name = 'Pakistan'): Promise<Id> {
  return await tx
    .use(callsCommands)
    .createSeries(tx, maker, { program, name: en(name), description: en(''), country: 'PK' })
}

/** A complete call: invented people, three weeks after the test clock's start. */
const wholeCall = (series: Id): WholeCall => ({
  series,
  topic: { en: 'Commercial opportunities in the growing IT sector', ur: 'آئی ٹی شعبے میں تجارتی مواقع' },
  description: {
    en: 'Ask the officials who decide.\n\nThree of them answer.',
    ur: 'فیصلہ کرنے والوں سے پوچھیے۔',
  },
  openTo: { en: 'U.S. firms in ICT', ur: 'امریکی آئی سی ٹی فرمیں' },
  startsAt: Temporal.Instant.from('2026-04-23T12:00:00Z'),
  minutes: 75,
  zone: 'Asia/Karachi',
  hostPlace: { en: 'Islamabad', ur: 'اسلام آباد' },
  rsvpDeadline: Temporal.Instant.from('2026-04-21T21:00:00Z'),
  capacity: 60,
  sectors: ['cloud-computing', 'data-centers'],
  countries: ['PK'],
  languages: ['en', 'ur'],
  groundRules: 'on the record',
  panel: [
    {
      role: 'host',
      name: { en: 'Ada Hostwell', ur: 'ایڈا ہوسٹ ویل' },
      title: { en: 'Chargé d’Affaires', ur: 'ناظم الامور' },
      organization: { en: 'Embassy of Examplia', ur: 'سفارت خانہ' },
      email: 'host@mission.example',
    },
    {
      role: 'panelist',
      name: { en: 'Bilal Secretary', ur: 'بلال سیکرٹری' },
      title: { en: 'Federal Secretary', ur: 'وفاقی سیکرٹری' },
      organization: { en: 'Ministry of Examples', ur: 'وزارتِ مثال' },
      bio: en('Answers for licences.'),
      email: 'secretary@ministry.example',
    },
    {
      role: 'panelist',
      name: en('Carim Chairman'),
      title: en('Chairman'),
      organization: en('Zones Authority'),
    },
  ],
  agenda: [
    { title: { en: 'Opening remarks', ur: 'افتتاحی کلمات' }, minutes: 10, speaker: 0 },
    { title: en('Licences'), minutes: 20, speaker: 1 },
    { title: en('Questions from firms'), minutes: 30, speaker: null },
    { title: en('Open discussion'), minutes: 15, speaker: null, groundRules: 'background' },
  ],
})

/** A draft that lacks nothing. */
export async function aDraft(tx: Tx, series: Id, change: Partial<WholeCall> = {}): Promise<CallFacts> {
  return await tx.use(callsCommands).createCall(tx, maker, { ...wholeCall(series), ...change })
}

/** An announced call, in a program and series of its own unless one is given. */
export async function aPublishedCall(tx: Tx, change: Partial<WholeCall> = {}): Promise<CallFacts> {
  const series = change.series ?? (await aSeries(tx, await aProgram(tx)))
  const { id } = await aDraft(tx, series, change)
  const calls = tx.use(callsCommands)
  await calls.setState(tx, maker, { call: id, to: 'published' })
  return await calls.get(tx, maker, { call: id })
}
