import { list } from '../../../../kernel/format.ts'
import type { Paragraph, Sentence } from '../../contract.ts'
import type { Point } from '../points.ts'
import { type Desk, fromRecord, paragraphOf } from './draft.ts'
import {
  capital,
  clause,
  inLocale,
  missionIn,
  quoted,
  reported,
  wholeSentence,
  withArticle,
} from './language.ts'
import { shortName } from './opening.ts'
import { byHost, ownersOf, seatOf } from './sayable.ts'

/** Growth opportunities: an assessment, so only what the rapporteur took down as one, and without anybody's name. */
export function growth(desk: Desk): Paragraph | null {
  const points = withText(desk, (point) => point.aspect === 'growth opportunity' && point.kind !== 'quote')
  const topics = points.filter((point) => point.kind === 'topic')
  const listed = listSentence(desk, 'growth', topics, {})
  return paragraphOf('growth', [
    listed,
    ...points.filter((point) => point.kind === 'key point').map((point) => asWritten(desk, point, 'growth')),
  ])
}

/** What the officials' governments do, attributed to the officials together. */
export function initiatives(desk: Desk): Paragraph | null {
  const { locale, say, source, host } = desk
  const points = withText(
    desk,
    (point) => point.aspect === 'initiative' && point.kind !== 'quote' && !byHost(point, host),
  )
  const wording = source.wording.officialsShort
  const officials = wording ? inLocale(wording.value, locale) : say('the_officials')
  const topics = points.filter((point) => point.kind === 'topic')
  const listed = listSentence(desk, 'initiatives', topics, { officials })
  const attributed = listed && wording ? { ...listed, sources: [...listed.sources, ...wording.from] } : listed
  return paragraphOf('initiatives', [
    attributed,
    ...points
      .filter((point) => point.kind === 'key point')
      .map((point) => saidBy(desk, point, 'initiatives')),
  ])
}

/** What others than the host said: key points in other words, quotes word for word. */
export function voices(desk: Desk): Paragraph | null {
  const { host } = desk
  const points = withText(
    desk,
    (point) =>
      point.speaker !== null &&
      !byHost(point, host) &&
      (point.kind === 'quote' ||
        (point.kind === 'key point' &&
          point.aspect !== 'initiative' &&
          point.aspect !== 'growth opportunity')),
  )
  return paragraphOf(
    'voices',
    points.map((point) => saidBy(desk, point, point.kind === 'quote' ? 'quote' : 'remark')),
  )
}

const withText = (desk: Desk, fits: (point: Point) => boolean): Point[] =>
  desk.points.filter((point) => point.text !== null && fits(point))

function listSentence(
  { locale, say, source }: Desk,
  key: 'growth' | 'initiatives',
  topics: readonly Point[],
  params: Readonly<Record<string, string>>,
): Sentence | null {
  if (topics.length === 0) return null
  const items = list(
    topics.map((topic) => clause(topic.text ?? '')),
    locale,
  )
  return fromRecord({
    key,
    asserts: key,
    text: say(key, { ...params, items }),
    sources: topics.flatMap((topic) => topic.from),
    people: ownersOf(source, topics),
  })
}

function asWritten({ locale, source }: Desk, point: Point, asserts: 'growth'): Sentence {
  return fromRecord({
    key: `point:${point.id}`,
    asserts,
    text: wholeSentence(point.text ?? '', locale),
    sources: point.from,
    people: ownersOf(source, [point]),
  })
}

function saidBy(desk: Desk, point: Point, asserts: 'initiatives' | 'quote' | 'remark'): Sentence {
  const { say } = desk
  const { name, people, from } = speakerOf(desk, point)
  const text =
    point.kind === 'quote'
      ? say('other_quote', { name, quote: quoted(point.text ?? '', 'stop') })
      : say('other_point', { name, point: reported(point.text ?? '', say) })
  return fromRecord({ key: `point:${point.id}`, asserts, text, sources: [...point.from, ...from], people })
}

/** A name where names may stand; an office is named as an office. */
function speakerOf(desk: Desk, point: Point) {
  const { locale, say, source } = desk
  const { speaker } = point
  if (speaker?.kind === 'panel member' || speaker?.kind === 'office') {
    const seat = seatOf(source, speaker.panelMember)
    if (seat && speaker.kind === 'panel member') {
      return { name: shortName(desk, seat), people: [seat.person], from: seat.from }
    }
    if (seat?.organization) {
      const organization = inLocale(seat.organization, locale)
      return {
        name: locale === 'en' ? capital(withArticle(organization)) : organization,
        people: [],
        from: seat.from,
      }
    }
  }
  if (speaker?.kind === 'person') {
    const person = source.people.get(speaker.person)
    const name = person
      ? person.organization
        ? say('person_of', { name: person.name, organization: person.organization })
        : person.name
      : say('a_participant')
    return { name, people: [speaker.person], from: [] }
  }
  if (speaker?.kind === 'mission')
    return { name: capital(missionIn(source.mission.value, locale)), people: [], from: source.mission.from }
  return { name: say('a_participant'), people: [], from: [] }
}
