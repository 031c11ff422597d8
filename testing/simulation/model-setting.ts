import type { RecordEvent } from '../../modules/room/contract.ts'
import { AGENDA, setting } from '../../modules/room/factories/people.ts'
import { type Model, type Must, ms, sideOf } from './model.ts'

const PHASES: Readonly<Record<string, { from: readonly string[]; to: string }>> = {
  'room.opened': { from: ['closed'], to: 'green room' },
  'room.on-air': { from: ['green room'], to: 'on air' },
  'room.debrief': { from: ['on air'], to: 'debrief' },
  'room.ended': { from: ['on air', 'debrief'], to: 'ended' },
}

export const running = (model: Model) => {
  const last = model.ran.at(-1)
  return last?.item ? { item: last.item, rules: last.rules, from: last.from } : null
}

/** What ran at a moment, and under which ground rules: the item's, else the call's. Equal moments: the later start. */
export function ranAt(model: Model, moment: string): { agendaItem: string | null; groundRules: string } {
  const at = model.ran.findLast(({ from }) => ms(from) <= ms(moment))
  return { agendaItem: at?.item ?? null, groundRules: at?.rules ?? setting.groundRules }
}

/** Phases, the agenda, announcements and the stage. */
export function takeSetting(model: Model, event: RecordEvent, must: Must): boolean {
  const step = PHASES[event.type]
  if (step) {
    must(step.from.includes(model.phase), `while ${model.phase}`)
    must(running(model) === null, 'an agenda item is still running')
    model.phase = step.to
    model.began.set(step.to, event.at)
    if (event.type === 'room.opened') model.admission = event.data.admission
    if (step.to === 'debrief' || step.to === 'ended') close(model, event.at)
    return true
  }
  const onAir = () => must(model.phase === 'on air', `while ${model.phase}`)
  const open = () => must(['green room', 'on air', 'debrief'].includes(model.phase), `while ${model.phase}`)
  switch (event.type) {
    case 'agenda.started': {
      const { item, groundRules } = event.data
      onAir()
      must(
        AGENDA.some((each) => each === item),
        'not on the agenda',
      )
      must(running(model)?.item !== item, 'is running')
      must(
        setting.agenda.find(({ id }) => id === item)?.groundRules === groundRules,
        'under other ground rules',
      )
      model.ran.push({ item, rules: groundRules, from: event.at })
      model.reminded = null
      return true
    }
    case 'agenda.extended': {
      const { item, minutes } = event.data
      must(running(model)?.item === item, 'does not run')
      must(setting.agenda.find(({ id }) => id === item)?.minutes !== null, 'has no planned time')
      model.more.set(item, (model.more.get(item) ?? 0) + minutes)
      return true
    }
    case 'speaker.reminded': {
      const { panelMember } = event.data
      const item = running(model)?.item
      must(setting.agenda.find(({ id }) => id === item)?.panelMember === panelMember, 'does not speak')
      model.reminded = { panelMember, at: event.at }
      return true
    }
    case 'agenda.finished':
      onAir()
      must(running(model) !== null, 'nothing was running')
      model.ran.push({ item: null, rules: null, from: event.at })
      model.reminded = null
      return true
    case 'announcement.made':
      open()
      must(event.text !== null, 'says nothing')
      model.announcement = { text: event.seq, at: event.at }
      return true
    case 'announcement.withdrawn':
      open()
      must(model.announcement !== null, 'none stands')
      model.announcement = null
      return true
    default:
      return takeStage(model, event, must)
  }
}

function takeStage({ stage, people }: Model, event: RecordEvent, must: Must): boolean {
  switch (event.type) {
    case 'stage.layout-set':
      must(stage.layout !== event.data.layout, 'it was so')
      stage.layout = event.data.layout
      return true
    case 'stage.spotlight-set': {
      const person = event.data.person === null ? null : people.get(event.data.person)
      must(
        person === null || (person !== undefined && sideOf(person) !== 'attendees'),
        'points at the audience',
      )
      stage.spotlight = event.data.person
      return true
    }
    case 'person.muted':
      stage.muted.add(event.data.person)
      return true
    case 'person.asked-to-unmute':
    case 'speech.started':
    case 'speech.ended':
      return true
    case 'deck.added':
      must(!stage.decks.has(event.data.deck), 'was there')
      stage.decks.set(event.data.deck, event.data.pages)
      return true
    case 'slide.shown':
      must((stage.decks.get(event.data.deck) ?? 0) >= event.data.page, 'no such page')
      stage.slides = event.data
      return true
    case 'slides.hidden':
      must(stage.slides !== null, 'none was shown')
      stage.slides = null
      return true
    default:
      return false
  }
}

/** The broadcast is over: silence, nothing is being answered, and the audience is out; at the end everybody is. */
function close(model: Model, at: string): void {
  model.hands.clear()
  model.floor = null
  model.answering = null
  model.stage.slides = null
  for (const person of model.people.values()) {
    if (model.phase === 'debrief' && sideOf(person) !== 'attendees') continue
    if (person.place !== 'inside' && person.place !== 'waiting') continue
    Object.assign(person, { place: 'outside', since: at })
  }
}
