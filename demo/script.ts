import { z } from 'zod'
import { country, email, line, prose, zone } from '../kernel/schemas.ts'
import { GROUND_RULES, STAGE_ROLES, sector } from '../modules/calls/contract.ts'
import { PHRASES, PRONOUNS } from '../modules/outcomes/contract.ts'
import { ASPECTS, DISMISSALS, FIRM_SHOWN_TO } from '../modules/room/contract.ts'
import sampleFile from './sample.json' with { type: 'json' }
import scriptFile from './sample-call.json' with { type: 'json' }

/** What somebody is called in the script: `laura`, `khan`, `moderator`. */
export const nick = z.string().regex(/^[a-z]+[0-9]?$/)
const both = z.strictObject({ en: prose(4000), ur: prose(4000) })
const shown = { name: both, title: both, organization: both, email }

const person = z.strictObject({
  as: nick,
  name: line(120),
  title: line(160),
  /** What the script calls the question that comes with the registration, and its text. */
  question: nick.optional(),
  text: prose(2000).optional(),
  showFirm: z.enum(FIRM_SHOWN_TO).default('panel'),
})
export const firm = z.strictObject({
  name: line(200),
  domain: z.string().endsWith('.example'),
  sectors: z.array(sector),
  people: z.array(person).min(1),
})

const sampleSchema = z.strictObject({
  mission: z.strictObject({ name: both, homeZone: zone, homePlace: both }),
  staff: z.strictObject({ name: line(120), email }),
  colleagues: z.array(
    z.strictObject({ as: nick, role: z.enum(['moderator', 'rapporteur']), name: line(120), email }),
  ),
  /** An invented expert who sat on the earlier calls. */
  expert: z.strictObject({ role: z.literal('panelist'), ...shown }),
  program: z.strictObject({ name: both, purpose: both }),
  series: z.strictObject({ name: both, description: both, country }),
  campaign: z.strictObject({ name: both }),
  earlier: z.array(
    z.strictObject({ monthsAgo: z.int(), topic: both, description: both, sectors: z.array(sector) }),
  ),
  call: z.strictObject({
    topic: both,
    description: both,
    openTo: both,
    hostPlace: both,
    zone,
    minutes: z.int(),
    capacity: z.int(),
    sectors: z.array(sector),
    countries: z.array(country),
    languages: z.array(z.string()),
    groundRules: z.enum(GROUND_RULES),
  }),
  panel: z.array(
    z.strictObject({
      as: nick,
      role: z.enum(STAGE_ROLES),
      ...shown,
      shortName: both.optional(),
      pronoun: z.enum(PRONOUNS).optional(),
    }),
  ),
  agenda: z.array(
    z.strictObject({
      title: both,
      minutes: z.int(),
      speaker: nick.nullable(),
      groundRules: z.enum(GROUND_RULES).optional(),
    }),
  ),
  wording: z.record(z.enum(PHRASES), both),
  /** Those who come. */
  firms: z.array(firm),
  /** Approved, and never seen. */
  absent: z.array(firm),
  /** Registered for the next call, and waiting for a decision. */
  pending: z.array(firm),
})
export type Sample = z.infer<typeof sampleSchema>
export type SampleFirm = Sample['firms'][number]

/** The program, the call, its panel and the firms: demo/sample.json. */
export const sample: Sample = sampleSchema.parse(sampleFile)

const at = { at: z.number() }
const moderator = { ...at, who: z.literal('moderator') }
const rapporteur = { ...at, who: z.literal('rapporteur') }
/** Who speaks: a nick, `office:<nick>` for the office of a panel member, or `mission`. */
const voice = z.string().regex(/^(office:)?[a-z]+$/)
const several = z.union([nick.transform((one) => [one]), z.array(nick)])

const lineSchema = z.union([
  z.strictObject({
    ...at,
    who: several,
    does: z.enum(['enter', 'leave', 'raiseHand', 'acceptFloor', 'returnFloor', 'hideSlides']),
  }),
  z.strictObject({
    ...moderator,
    does: z.enum(['openRoom', 'goOnAir', 'nextAgendaItem', 'withdrawFloor', 'endBroadcast', 'endCall']),
  }),
  z.strictObject({ ...moderator, givesFloorTo: nick }),
  /** Keeps slides with the call; they are shown, and turned, later. */
  z.strictObject({ ...at, who: nick, brings: nick }),
  z.strictObject({ ...at, who: nick, turns: nick, to: z.int().min(1) }),
  z.strictObject({
    ...at,
    who: nick,
    asks: nick,
    text: prose(2000),
    showFirm: z.enum(FIRM_SHOWN_TO),
  }),
  z.strictObject({ ...at, who: several, votes: nick }),
  z.strictObject({ ...moderator, shows: nick }),
  z.strictObject({ ...moderator, assigns: nick, to: nick }),
  z.strictObject({ ...moderator, starts: nick }),
  z.strictObject({ ...moderator, dismisses: nick, reason: z.enum(DISMISSALS), text: prose(500).optional() }),
  z.strictObject({ ...moderator, answered: nick, by: voice, text: prose(4000) }),
  z.strictObject({ ...moderator, writes: nick, text: prose(8000) }),
  /** An answer that is owed, due so many days after the call. */
  z.strictObject({ ...moderator, owes: nick, by: voice, days: z.int(), text: prose(1000) }),
  z.strictObject({
    ...rapporteur,
    takes: z.enum(['key point', 'topic', 'quote', 'promise']),
    text: prose(4000),
    ur: prose(4000).optional(),
    by: voice.optional(),
    about: z.enum(ASPECTS).optional(),
    publication: z.enum(['granted', 'refused']).optional(),
    owner: voice.optional(),
    days: z.int().optional(),
  }),
])
export type Line = z.infer<typeof lineSchema>

/** What happens on the call, minute by minute since it went on air: demo/sample-call.json. */
export const script: readonly Line[] = z.array(lineSchema).parse(scriptFile)
