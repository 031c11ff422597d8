import { isDeepStrictEqual } from 'node:util'
import { people, type Who } from '../../modules/room/factories/people.ts'
import type { SimulatedRoom } from '../../modules/room/factories/simulated.ts'
import type { Model } from './model.ts'
import { aboutMe, seenBy, standsAs } from './seen.ts'
import { mineSeen } from './seen-questions.ts'

const AUDIENCES = ['mission', 'panel', 'attendees', 'door'] as const

/** What the room shows each audience against what it is to show: every entity, every field, and nothing besides. */
export function compare(room: SimulatedRoom, model: Model): void {
  for (const audience of AUDIENCES) {
    const shown = room.shownTo(audience)
    const expected = seenBy(model, audience)
    for (const key of new Set([...Object.keys(shown), ...Object.keys(expected)]))
      same(`${key} for ${audience}`, sorted(shown[key]), expected[key])
  }
}

/** What one person alone is shown. */
export function compareOne(room: SimulatedRoom, model: Model, who: Who): void {
  const { me, org } = room.shownToOne(who)
  const {
    place,
    removal,
    acceptedRules,
    count,
    hand,
    floor,
    remindedAt,
    questions,
    votes,
    askedOfMe,
    quotesAskedOfMe,
  } = me
  same(
    `what ${who} is told`,
    { place, removal, acceptedRules, count, hand, floor, remindedAt },
    aboutMe(model, who),
  )
  const mine = { questions, votes, askedOfMe, quotesAskedOfMe, ofMyFirm: org?.votes ?? null }
  same(`what is ${who}'s own`, mine, mineSeen(model, who))
  same(`whom ${who} is`, [me.person, me.organization], [people[who].person, people[who].organization])
  same(`where ${who} stands`, room.standingOf(who), standsAs(model, who))
}

/**
 * What frames told those who watch, one after the other and after lines that were cut, is what somebody is told who comes
 * only now: no change of anything is kept from anybody.
 */
export function compareWatching(room: SimulatedRoom): void {
  const { watching } = room
  watching.tick()
  const fresh = new Map(AUDIENCES.map((each) => [each, watching.anew(each)]))
  for (const [who, before] of watching.known) {
    watching.back(who)
    const { audience, entities } = watching.known.get(who) ?? before
    const { me, org, ...shared } = entities
    const stands = room.standingOf(who)
    const anew = fresh.get(stands)?.entities ?? {}
    same(`as whom ${who} is told`, audience, stands)
    for (const key of new Set([...Object.keys(shared), ...Object.keys(anew)]))
      same(`${key} as ${who} was told of it`, shared[key], anew[key])
    const own = JSON.parse(JSON.stringify(room.shownToOne(who)))
    same(`what ${who} was told alone`, { me, org: org ?? null }, own)
  }
}

/** Nobody is promised an order of what was merged. */
function sorted(view: object | undefined): object | undefined {
  if (!view || !('merged' in view)) return view
  const merged = view.merged as { id: string }[]
  return { ...view, merged: merged.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
}

function same(what: string, is: unknown, expected: unknown): void {
  if (isDeepStrictEqual(is, expected)) return
  const text = (value: unknown) => JSON.stringify(value, null, 1)?.split('\n') ?? ['nothing']
  const [left, right] = [text(is), text(expected)]
  const differs = (lines: readonly string[], others: readonly string[]) =>
    lines.filter((line) => !others.includes(line)).map((line) => line.trim())
  throw new Error(`${what}: ${differs(left, right).join(' ')}, not ${differs(right, left).join(' ')}`)
}
