import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordEvent } from '../contract.ts'
import { type Attempt, attempts, playAll } from '../factories/fuzz.ts'
import { directory, everybody, people, setting } from '../factories/people.ts'
import { replay } from './apply.ts'
import { VIEW_AUDIENCES } from './audience.ts'
import { TABLE } from './table.ts'
import { allKeys, view } from './view.ts'
import { textsOf } from './view-parts.ts'
import { meOf } from './view-people.ts'

const calls = (property: (list: Parameters<typeof playAll>[0]) => void, runs = 150) =>
  fc.assert(fc.property(attempts(120), property), { numRuns: runs })

/** Written down here a second time, from product.md and not from the code. */
const PHASES: Readonly<Record<string, readonly string[]>> = {
  closed: ['green room'],
  'green room': ['on air'],
  'on air': ['debrief', 'ended'],
  debrief: ['ended'],
  ended: [],
}
const QUESTION: Readonly<Record<string, readonly string[]>> = {
  pending: ['visible', 'dismissed', 'assigned', 'answered in writing', 'to follow up', 'merged'],
  visible: ['dismissed', 'assigned', 'answered live', 'answered in writing', 'to follow up', 'merged'],
  dismissed: ['visible'],
  assigned: ['visible', 'dismissed', 'answered live', 'answered in writing', 'to follow up', 'merged'],
  merged: ['pending', 'visible', 'assigned'],
  'answered live': ['answered in writing', 'to follow up'],
  'answered in writing': [],
  'to follow up': ['assigned', 'answered live', 'answered in writing'],
}

const mayAtAll = ({ who, name }: Attempt): boolean =>
  people[who].roles.some((role) => TABLE[name].who.includes(role))

describe('whatever people try', () => {
  it('the call and its questions go only the ways that are written down', () => {
    let phase = 'closed'
    let states = new Map<string, string>()
    calls((list) => {
      phase = 'closed'
      states = new Map()
      playAll(list, ({ state }, attempt) => {
        if (attempt && state.phase !== phase)
          expect(PHASES[phase], `${phase} → ${state.phase}`).toContain(state.phase)
        phase = state.phase
        for (const question of state.questions.values()) {
          const before = states.get(question.id) ?? 'pending'
          if (question.state !== before) {
            expect(
              QUESTION[before],
              `${attempt?.who} ${attempt?.name}: ${before} → ${question.state}`,
            ).toContain(question.state)
          }
          states.set(question.id, question.state)
        }
      })
    })
  })

  it('nobody does what their role may not', () => {
    calls((list) => {
      let length = 0
      playAll(list, ({ record }, attempt) => {
        if (attempt && !mayAtAll(attempt)) expect(record.length, JSON.stringify(attempt)).toBe(length)
        length = record.length
      })
    })
  })

  it('the host or moderator alone moves the call, shows and dismisses', () => {
    const theirs = [
      'room.opened',
      'room.on-air',
      'room.debrief',
      'room.ended',
      'question.dismissed',
      'person.admitted',
    ]
    const moderators = [people.officer, people.host].map(({ person }) => person)
    calls((list) => {
      for (const { type, actor } of playAll(list).record) {
        if (theirs.includes(type)) expect(moderators).toContain(actor.id)
      }
    })
  })

  it('a firm has one vote, and one question at most is being answered', () => {
    calls((list) => {
      const votes = new Map<string, number>()
      const { record, state } = playAll(list)
      for (const { type, data } of record) {
        if (type !== 'vote.cast' && type !== 'vote.withdrawn') continue
        const voter = `${data.question} ${data.organization ?? data.person}`
        votes.set(voter, (votes.get(voter) ?? 0) + (type === 'vote.cast' ? 1 : -1))
      }
      for (const count of votes.values()) expect([0, 1]).toContain(count)
      const shown = allKeys({ state, facts: setting, directory, texts: new Map() })
        .map((key) => view({ state, facts: setting, directory, texts: new Map() }, key, 'mission'))
        .filter(
          (each) =>
            each !== null && 'answeringSince' in each && 'votes' in each && each.answeringSince !== null,
        )
      expect(shown.length).toBeLessThanOrEqual(1)
    })
  })

  it('every event fits its schema, follows the one before, and holds no text', () => {
    calls((list) => {
      playAll(list).record.forEach((event, index) => {
        expect(recordEvent.parse(event)).toEqual(event)
        expect(event.seq).toBe(index + 1)
        expect(JSON.stringify(event.data)).not.toMatch(/TEXT-|PERSON-|FIRM-/)
      })
    }, 60)
  })

  it('any prefix of the record adds up to the same state again', () => {
    calls((list) => {
      const prefixes: { length: number; state: object }[] = []
      const { record } = playAll(list, (room) => {
        if (room.record.length % 7 === 0) {
          prefixes.push({ length: room.record.length, state: structuredClone(room.state) })
        }
      })
      for (const { length, state } of prefixes) expect(replay(record.slice(0, length))).toEqual(state)
    }, 60)
  })

  it('an erased text changes nothing else', () => {
    calls((list) => {
      const { record } = playAll(list)
      const erased = record.map((event) => ({ ...event, text: null })) as typeof record
      expect(replay(erased)).toEqual(replay(record))
      const see = (events: typeof record) => ({
        state: replay(events),
        facts: setting,
        directory,
        texts: textsOf(events),
      })
      for (const audience of VIEW_AUDIENCES) {
        for (const key of allKeys(see(record))) {
          expect(view(see(erased), key, audience)).toEqual(withoutTexts(view(see(record), key, audience)))
        }
      }
      for (const who of everybody) {
        expect(meOf(see(erased), people[who])).toEqual(withoutTexts(meOf(see(record), people[who])))
      }
    }, 40)
  })
})

/** The same view with every erasable text taken out. */
const withoutTexts = (seen: object | null): unknown =>
  JSON.parse(
    JSON.stringify(seen, (_key, value) =>
      typeof value === 'string' && value.startsWith('TEXT-') ? null : value,
    ),
  )
