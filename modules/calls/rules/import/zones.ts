/**
 * What people write for a zone, and the IANA zones it may mean. `offset` in minutes: `EST` is only true while New York's clocks show it.
 * Sources: tzdata's comments and CLDR's short names; words that stand for several zones (BST, CST, IST, …) list every one of them,
 * so that nobody's is taken silently.
 */
interface Meaning {
  readonly zone: string
  readonly offset: number | null
}
const h = (hours: number) => hours * 60
const is = (zone: string, hours: number | null): Meaning => ({
  zone,
  offset: hours === null ? null : h(hours),
})

const WORDS: Readonly<Record<string, readonly Meaning[]>> = {
  utc: [is('UTC', 0)],
  gmt: [is('UTC', 0)],
  z: [is('UTC', 0)],
  est: [is('America/New_York', -5)],
  edt: [is('America/New_York', -4)],
  et: [is('America/New_York', null)],
  cst: [is('America/Chicago', -6), is('Asia/Shanghai', 8), is('America/Havana', -5)],
  cdt: [is('America/Chicago', -5), is('America/Havana', -4)],
  ct: [is('America/Chicago', null)],
  mst: [is('America/Denver', -7), is('America/Phoenix', -7)],
  mdt: [is('America/Denver', -6)],
  mt: [is('America/Denver', null)],
  pst: [is('America/Los_Angeles', -8), is('Asia/Manila', 8)],
  pdt: [is('America/Los_Angeles', -7)],
  pt: [is('America/Los_Angeles', null)],
  bst: [is('Europe/London', 1), is('Asia/Dhaka', 6), is('Pacific/Bougainville', 11)],
  ist: [is('Asia/Kolkata', 5.5), is('Asia/Jerusalem', 2), is('Europe/Dublin', 1)],
  ast: [is('America/Halifax', -4), is('Asia/Riyadh', 3)],
  gst: [is('Asia/Dubai', 4), is('Atlantic/South_Georgia', -2)],
  wet: [is('Europe/Lisbon', 0)],
  west: [is('Europe/Lisbon', 1)],
  cet: [is('Europe/Paris', 1)],
  cest: [is('Europe/Paris', 2)],
  eet: [is('Europe/Athens', 2), is('Africa/Cairo', 2)],
  eest: [is('Europe/Athens', 3), is('Africa/Cairo', 3)],
  msk: [is('Europe/Moscow', 3)],
  trt: [is('Europe/Istanbul', 3)],
  pkt: [is('Asia/Karachi', 5)],
  npt: [is('Asia/Kathmandu', 5.75)],
  ict: [is('Asia/Bangkok', 7), is('Asia/Ho_Chi_Minh', 7)],
  wib: [is('Asia/Jakarta', 7)],
  sgt: [is('Asia/Singapore', 8)],
  hkt: [is('Asia/Hong_Kong', 8)],
  myt: [is('Asia/Kuala_Lumpur', 8)],
  pht: [is('Asia/Manila', 8)],
  jst: [is('Asia/Tokyo', 9)],
  kst: [is('Asia/Seoul', 9)],
  aest: [is('Australia/Sydney', 10), is('Australia/Brisbane', 10)],
  aedt: [is('Australia/Sydney', 11)],
  nzst: [is('Pacific/Auckland', 12)],
  nzdt: [is('Pacific/Auckland', 13)],
  sast: [is('Africa/Johannesburg', 2)],
  cat: [is('Africa/Maputo', 2)],
  eat: [is('Africa/Nairobi', 3)],
  wat: [is('Africa/Lagos', 1)],
  brt: [is('America/Sao_Paulo', -3)],
  art: [is('America/Argentina/Buenos_Aires', -3)],
  clt: [is('America/Santiago', -4)],
  cot: [is('America/Bogota', -5)],
  pet: [is('America/Lima', -5)],
  'eastern time': [is('America/New_York', null)],
  'eastern standard time': [is('America/New_York', -5)],
  'eastern daylight time': [is('America/New_York', -4)],
  'central time': [is('America/Chicago', null)],
  'mountain time': [is('America/Denver', null)],
  'pacific time': [is('America/Los_Angeles', null)],
  'central european time': [is('Europe/Paris', 1)],
  'central european summer time': [is('Europe/Paris', 2)],
  'washington time': [is('America/New_York', null)],
  'washington, d.c. time': [is('America/New_York', null)],
  'beijing time': [is('Asia/Shanghai', null)],
  'bangladesh standard time': [is('Asia/Dhaka', 6)],
  'pakistan standard time': [is('Asia/Karachi', 5)],
  'india standard time': [is('Asia/Kolkata', 5.5)],
}

/** `local`: it is said that the place has a time, and not which place. */
export type ZoneReading =
  | { readonly kind: 'zones'; readonly said: string; readonly meanings: readonly Meaning[] }
  | { readonly kind: 'local'; readonly said: string }
  | { readonly kind: 'unknown'; readonly said: string }
  | { readonly kind: 'none' }

const OFFSET = /^(?:utc|gmt)\s*([+\u2212-])\s*(\d{1,2})(?::?(\d\d))?$/

/** Reads the words that follow a time: `EST`, `Eastern Standard Time`, `Dhaka time`, `UTC+5`, `Asia/Karachi`, `local time`. */
export function readZone(words: string): ZoneReading {
  const said = words.replace(/^[\s,]+|[\s,.;:]+$/g, '').replace(/\s+/g, ' ')
  if (said === '') return { kind: 'none' }
  const key = said.toLowerCase()
  if (/^(in )?(the )?local( time)?$/.test(key)) return { kind: 'local', said }
  const known = WORDS[key] ?? WORDS[key.replace(/ time$/, '')]
  if (known) return { kind: 'zones', said, meanings: known }
  const offset = OFFSET.exec(key)
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    const sign = offset[1] === '+' ? '+' : '-'
    const zone = `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    return { kind: 'zones', said, meanings: [{ zone, offset: sign === '+' ? minutes : -minutes }] }
  }
  const city = cityZones(key.replace(/( local)? time$/, ''))
  if (city.length > 0) return { kind: 'zones', said, meanings: city.map((zone) => ({ zone, offset: null })) }
  return { kind: 'unknown', said }
}

const cityZones = (name: string): string[] =>
  Intl.supportedValuesOf('timeZone').filter((zone) => {
    const plain = zone.toLowerCase().replaceAll('_', ' ')
    return plain === name.replaceAll('_', ' ') || plain.split('/').at(-1) === name
  })
