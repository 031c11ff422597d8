import type { Paragraph, Sentence } from '../../contract.ts'
import { type Desk, fromRecord, paragraphOf } from './draft.ts'
import { inLocale, missionIn, purposeClause, wholeSentence } from './language.ts'
import { shortName } from './opening.ts'
import type { EarlierCall, ReadoutSource } from './source.ts'

/** The campaign: what the mission wrote of it for readouts, or only that the call was part of it. */
export function campaign({ locale, say, source }: Desk): Sentence | null {
  const { campaign: fact } = source
  if (!fact) return null
  const { name, statement } = fact.value
  return fromRecord({
    key: 'campaign',
    asserts: 'campaign',
    text: statement
      ? wholeSentence(inLocale(statement, locale), locale)
      : say('campaign', { campaign: inLocale(name, locale) }),
    sources: fact.from,
  })
}

/** The program and what it is for, and the call's place in its series. */
export function program(desk: Desk): Paragraph | null {
  const { locale, say, source } = desk
  const { program: fact } = source
  const purpose = fact?.value.description ? inLocale(fact.value.description, locale) : ''
  const sentence =
    fact &&
    fromRecord({
      key: 'program',
      asserts: 'program',
      text: say(purpose ? 'program_which' : 'program', {
        context: source.campaign ? 'also' : undefined,
        program: inLocale(fact.value.name, locale),
        purpose: purposeClause(purpose),
      }),
      sources: fact.from,
    })
  return paragraphOf('program', [sentence, series(desk)])
}

/** How many calls of the series were held, this one included; `inYear` of them in the year up to this one. */
export interface Place {
  readonly held: number
  readonly inYear: number
}

/** "In the last year": from the same day a year before, in the host's zone. */
function placeInSeries(source: Pick<ReadoutSource, 'earlier' | 'zone'>, startedAt: Temporal.Instant): Place {
  const yearAgo = startedAt.toZonedDateTimeISO(source.zone).subtract({ years: 1 }).toInstant()
  const recent = source.earlier.filter((call) => Temporal.Instant.compare(call.startedAt, yearAgo) >= 0)
  return { held: source.earlier.length + 1, inYear: recent.length + 1 }
}

function series(desk: Desk): Sentence | null {
  const { locale, say, source, host } = desk
  const onAir = source.record.find((event) => event.type === 'room.on-air')
  if (!source.series || !onAir) return null
  const { held, inYear } = placeInSeries(source, Temporal.Instant.from(onAir.at))
  const mission = missionIn(source.mission.value, locale)
  const led = host !== null && source.earlier.every((call) => call.host === host.person)
  const leaders = led
    ? say('host_and_mission', { host: shortName(desk, host), mission })
    : say('mission', { mission })
  const purpose = source.series.value.purpose ? inLocale(source.series.value.purpose, locale) : ''
  const pattern =
    held === 1 ? 'series_first' : held === inYear ? 'series_in_year' : inYear > 1 ? 'series_longer' : 'series'
  const text = say(pattern, {
    context: led ? undefined : 'mission',
    ordinal: ordinal(desk, held),
    recent: ordinal(desk, inYear),
    leaders,
    purpose: purpose ? say('series_purpose', { purpose: purposeClause(purpose) }) : '',
  })
  return fromRecord({
    key: 'series',
    asserts: 'series',
    text,
    sources: [
      ...source.series.from,
      ...source.mission.from,
      ...source.earlier.flatMap((call: EarlierCall) => call.from),
      { stream: source.stream, seq: onAir.seq },
      ...(led && host ? host.from : []),
    ],
    people: [led && host ? host.person : null],
  })
}

/** "third"; from thirteen on in figures. */
function ordinal({ locale, say }: Desk, n: number): string {
  if (n <= 12) return say(`ordinal_${n}`)
  const figures = new Intl.NumberFormat(locale).format(n)
  return say('ordinal_many', {
    context: new Intl.PluralRules(locale, { type: 'ordinal' }).select(n),
    figures,
  })
}
