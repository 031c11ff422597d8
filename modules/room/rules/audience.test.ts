import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SocketAudience } from '../contract.ts'
import { attempts, playAll } from '../factories/fuzz.ts'
import { everybody, people, ROLE_OF } from '../factories/people.ts'
import { onAir, type Play } from '../factories/play.ts'
import { votersOf } from './merged.ts'
import { allKeys, view } from './view.ts'
import { meOf, orgOf, standing } from './view-people.ts'

/** What each audience may see, written down a second time and by hand: kind → audience → fields. */
const MAY: Readonly<Record<string, Readonly<Partial<Record<SocketAudience, string>>>>> = {
  call: {
    mission:
      'admission agendaItem agendaSince answering answeringSince broadcastEndedAt endedAt groundRules locked onAirAt openedAt phase questionOrder rulesVersion since',
    panel:
      'agendaItem agendaSince answering answeringSince broadcastEndedAt endedAt groundRules onAirAt openedAt phase questionOrder rulesVersion since',
    attendees:
      'agendaItem agendaSince answering answeringSince broadcastEndedAt endedAt groundRules onAirAt openedAt phase questionOrder rulesVersion since',
    door: 'agendaItem agendaSince broadcastEndedAt endedAt groundRules onAirAt openedAt phase rulesVersion since',
  },
  agenda: {
    mission: 'groundRules id minutes order panelMember since startsAt state title until',
    panel: 'groundRules id minutes order panelMember since startsAt state title until',
    attendees: 'groundRules id minutes order panelMember since startsAt state title until',
    door: 'groundRules id minutes order panelMember since startsAt state title until',
  },
  panel: {
    mission: 'id isHost name order organization present title',
    panel: 'id isHost name order organization present title',
    attendees: 'id isHost name order organization present title',
    door: 'id isHost name order organization title',
  },
  presence: {
    mission: 'attendees firms observers onStage',
    panel: 'attendees firms observers onStage',
    attendees: 'attendees firms observers onStage',
  },
  person: {
    mission: 'count id name organization organizationName panelMember roles since title',
    panel: 'count id name organization organizationName panelMember roles since title',
  },
  guests: { mission: 'guests' },
  counts: { mission: 'mission', panel: 'panel', attendees: 'attendees' },
  stage: {
    mission: 'layout media slides spotlight',
    panel: 'layout media slides spotlight',
    attendees: 'layout media slides spotlight',
    door: 'media',
  },
  lobby: { mission: 'removed waiting' },
  announcement: { mission: 'at text', panel: 'at text', attendees: 'at text' },
  hands: { mission: 'hands', panel: 'hands' },
  floor: {
    mission: 'firm name organizationName person since state until',
    panel: 'firm name organizationName person since state until',
    attendees: 'firm since state until',
  },
  question: {
    mission:
      'answeringSince answers asker assigned at dismissal firm followUp id merged mergedInto rank showFirm source state text visibility votes',
    panel: 'answeringSince answers assigned at followUp id rank source state text visibility votes',
    attendees: 'answeringSince answers assigned at followUp id rank source state text visibility votes',
  },
  entry: {
    mission:
      'agendaItem aspect before corrected due groundRules id kind minute owner publication question saidAt speaker speakerName text',
    panel:
      'agendaItem aspect before corrected due groundRules id kind minute owner publication question saidAt speaker speakerName text',
  },
}
const AUDIENCES: readonly SocketAudience[] = ['mission', 'panel', 'attendees', 'door']

const textOf = (room: Play, audience: SocketAudience): string =>
  JSON.stringify(allKeys(room.seen()).map((key) => view(room.seen(), key, audience)))

describe('what each audience sees', () => {
  it('is, field by field, no more than is written down here', () => {
    fc.assert(
      fc.property(attempts(150), (list) => {
        const room = playAll(list)
        for (const audience of AUDIENCES) {
          for (const key of allKeys(room.seen())) {
            const kind = key.split(':')[0] ?? ''
            const seen = view(room.seen(), key, audience)
            if (!seen) continue
            const may = (MAY[kind]?.[audience] ?? '').split(' ')
            const extra = Object.keys(seen).filter((field) => !may.includes(field))
            const allowed = kind === 'question' && audience !== 'mission' ? ['firm'] : []
            expect(
              extra.filter((field) => !allowed.includes(field)),
              `${audience} ${key}`,
            ).toEqual([])
          }
        }
      }),
      { numRuns: 120 },
    )
  })

  it('never holds the name of an attendee for attendees, nor a question that is not theirs to see', () => {
    fc.assert(
      fc.property(attempts(150), (list) => {
        const room = playAll(list)
        const attendees = textOf(room, 'attendees')
        expect(attendees).not.toContain('PERSON-')
        for (const who of everybody)
          if (ROLE_OF[who] === 'attendee') expect(attendees).not.toContain(people[who].person)
        for (const {
          id,
          shown,
          visibility,
          showFirm,
          text,
          state,
          written,
        } of room.state.questions.values()) {
          const words = room.record[text - 1]?.text ?? ''
          if (!shown || visibility !== 'public') expect(attendees).not.toContain(words)
          // Somebody of the panel owes the answer, or gave it.
          const thePanels = state === 'to follow up' || written?.speaker?.kind === 'panel member'
          if (!shown && !thePanels) expect(textOf(room, 'panel')).not.toContain(words)
          expect(textOf(room, 'door')).not.toContain(words)
          const firm = (audience: SocketAudience) => view(room.seen(), `question:${id}`, audience) ?? {}
          if (showFirm !== 'everyone') expect(firm('attendees')).not.toHaveProperty('firm')
          if (showFirm === 'mission') expect(firm('panel')).not.toHaveProperty('firm')
        }
        for (const entry of room.state.entries.values()) {
          const words =
            entry.text === null || entry.question !== null ? null : room.record[entry.text - 1]?.text
          if (words) expect(attendees).not.toContain(words)
        }
      }),
      { numRuns: 120 },
    )
  })

  it('is one’s own in `me` and `org`, and nobody else’s', () => {
    fc.assert(
      fc.property(attempts(150), (list) => {
        const room = playAll(list)
        for (const who of everybody) {
          const actor = people[who]
          const me = meOf(room.seen(), actor)
          for (const { id } of me.questions) expect(room.state.questions.get(id)?.person).toBe(actor.person)
          for (const id of me.askedOfMe)
            expect(room.state.questions.get(id)?.assigned).toBe(actor.panelMember)
          if (!actor.organization) continue
          for (const id of orgOf(room.seen(), actor.organization).votes) {
            const question = room.state.questions.get(id)
            expect(question && votersOf(room.state, question).firms).toContain(actor.organization)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('where somebody stands', () => {
  it('is at the door until they enter, and the audience leaves with the broadcast', () => {
    const room = onAir()
    const stand = () => everybody.map((who) => `${who} ${standing(room.seen(), people[who])}`)
    expect(stand()).toEqual([
      'officer mission',
      'viewer mission',
      'host mission',
      'secretary panel',
      'chairman panel',
      'rapporteur panel',
      'interpreter door',
      'captioner door',
      'dana attendees',
      'earl attendees',
      'fay attendees',
      'gus attendees',
      'observer attendees',
    ])
    room.does('gus', 'leave')
    room.does('officer', 'endBroadcast')
    expect(view(room.seen(), 'presence', 'mission')).toEqual({
      attendees: 0,
      firms: 0,
      observers: 0,
      onStage: 3,
    })
    room.does('officer', 'endCall')
    // Who was there keeps seeing the answers; the panel sees what it owes, whether it came or not.
    expect(stand().filter((line) => line.endsWith('door'))).toEqual([])
    expect(view(room.seen(), 'presence', 'mission')).toEqual({
      attendees: 0,
      firms: 0,
      observers: 0,
      onStage: 0,
    })
  })
})
