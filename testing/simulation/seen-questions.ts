import { directory, people, type Who } from '../../modules/room/factories/people.ts'
import { type Model, type ModelEntry, type ModelQuestion, ms } from './model.ts'
import { saidIt } from './model-entries.ts'
import { families, rootOf, votersOf } from './model-questions.ts'
import { ranAt } from './model-setting.ts'

export type Views = Record<string, object>

export const nameOf = (person: string) => directory.person(person).name
export const firmOf = (firm: string | null) => (firm === null ? null : directory.organization(firm))

const wordsAt = (model: Model, seq: number | null): string | null =>
  seq === null ? null : (model.words.get(seq) ?? null)

/** Whole minutes into the broadcast; null outside it. */
function minute(model: Model, moment: string): number | null {
  const onAir = model.began.get('on air')
  const over = model.began.get('debrief') ?? model.began.get('ended')
  if (!onAir || ms(moment) < ms(onAir) || (over && ms(moment) > ms(over))) return null
  return Math.floor((ms(moment) - ms(onAir)) / 60_000)
}

/** Who reads a question, beside the mission, who reads all. */
function readers({ state, shown, visibility, written }: ModelQuestion): readonly string[] {
  if (state === 'merged') return []
  if (shown) return visibility === 'public' ? ['panel', 'attendees'] : ['panel']
  const byThePanel = (written?.speaker as { kind: string } | undefined)?.kind === 'panel member'
  return state === 'to follow up' || byThePanel ? ['panel'] : []
}

/** Whom the asker wanted to show the firm. */
const FIRM_READERS: Readonly<Record<string, readonly string[]>> = {
  mission: ['mission'],
  panel: ['mission', 'panel'],
  everyone: ['mission', 'panel', 'attendees'],
}

export function questionsSeen(model: Model, audience: string): Views {
  const together = families(model)
  const views: Views = {}
  for (const question of model.questions.values()) {
    if (audience !== 'mission' && !readers(question).includes(audience)) continue
    const family = together.get(question.id) ?? [question]
    const rank = model.ranks.indexOf(question.id)
    views[`question:${question.id}`] = {
      ...told(model, question, question),
      id: question.id,
      votes: votersOf(family).size,
      rank: rank === -1 ? null : rank,
      ...(FIRM_READERS[question.showFirm]?.includes(audience) ? { firm: firmOf(question.organization) } : {}),
      ...(audience === 'mission' ? forTheMission(model, question, family) : {}),
    }
  }
  return views
}

const LISTS: Readonly<Record<string, readonly string[]>> = {
  pending: ['pending'],
  assigned: ['assigned'],
  visible: ['visible'],
  owed: ['to follow up'],
  answered: ['answered live', 'answered in writing'],
  dismissed: ['dismissed'],
  merged: ['merged'],
}

/** How many of each this audience may read, and, on stage, how much was taken down. */
export function countsSeen(model: Model, audience: string): object {
  const theirs = [...model.questions.values()].filter(
    (question) => audience === 'mission' || readers(question).includes(audience),
  )
  const questions = Object.fromEntries(
    Object.entries(LISTS).map(([list, states]) => [
      list,
      theirs.filter(({ state }) => states.includes(state)).length,
    ]),
  )
  if (audience === 'attendees') return { questions }
  const taken = [...model.entries.values()].filter(({ withdrawn }) => !withdrawn)
  const many = (how: (entry: ModelEntry) => boolean) => taken.filter(how).length
  const kinds = ['key point', 'topic', 'quote', 'promise']
  const answers = ['not asked', 'asked', 'granted', 'refused']
  return {
    questions,
    entries: Object.fromEntries(kinds.map((each) => [each, many(({ kind }) => kind === each)])),
    quotes: Object.fromEntries(
      answers.map((each) => [each, many((entry) => entry.kind === 'quote' && entry.publication === each)]),
    ),
  }
}

function told(model: Model, asked: ModelQuestion, kept: ModelQuestion) {
  const promise = kept.followUp && model.entries.get(kept.followUp.commitment)
  return {
    text: wordsAt(model, asked.text),
    state: kept.state,
    at: asked.at,
    visibility: asked.visibility,
    source: asked.source,
    assigned: kept.assigned,
    answeringSince: model.answering?.question === kept.id ? model.answering.since : null,
    answers: [kept.live, kept.written].flatMap((answer) =>
      answer ? [{ ...answer, minute: minute(model, answer.at), text: wordsAt(model, answer.text) }] : [],
    ),
    followUp:
      kept.followUp && promise
        ? {
            ...kept.followUp,
            owner: promise.owner,
            due: promise.due,
            text: promise.withdrawn ? null : wordsAt(model, promise.text),
          }
        : null,
  }
}

const dismissal = (model: Model, { dismissal: no }: ModelQuestion) =>
  no && { reason: no.reason, note: wordsAt(model, no.note) }

function forTheMission(model: Model, question: ModelQuestion, family: readonly ModelQuestion[]): object {
  const { person, organization, showFirm } = question
  return {
    asker: { person, name: nameOf(person), organization },
    showFirm,
    dismissal: dismissal(model, question),
    mergedInto: question.into,
    // In the order in which they were merged last, which nobody is promised: compared as a set.
    merged: family
      .filter(({ id }) => id !== question.id)
      .map(({ id, text, organization: firm }) => ({ id, text: wordsAt(model, text), firm: firmOf(firm) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

export function entrySeen(model: Model, entry: ModelEntry): object {
  const { speaker } = entry
  return {
    id: entry.id,
    kind: entry.kind,
    text: wordsAt(model, entry.text),
    speaker,
    speakerName: speaker?.kind === 'person' ? nameOf(speaker.person ?? '') : null,
    aspect: entry.aspect,
    saidAt: entry.saidAt,
    minute: minute(model, entry.saidAt),
    // The rules bind what was said, when it was said; also after the moment was corrected.
    ...ranAt(model, entry.saidAt),
    corrected: entry.corrected,
    before: wordsAt(model, entry.before),
    ...(entry.kind === 'quote' ? { publication: entry.publication } : {}),
    ...(entry.kind === 'promise' ? { owner: entry.owner, due: entry.due, question: entry.question } : {}),
  }
}

/** What became of what I asked, what I voted for, what is asked of me. */
export function mineSeen(model: Model, who: Who): object {
  const { person, organization, panelMember } = people[who]
  const all = [...model.questions.values()]
  const together = families(model)
  const votedBy = (voter: string) =>
    [...together].flatMap(([id, each]) => (votersOf(each).has(voter) ? [id] : []))
  return {
    questions: all.filter((each) => each.person === person).map((each) => mine(model, each)),
    votes: organization ? [] : votedBy(person),
    ofMyFirm: organization ? votedBy(organization) : null,
    askedOfMe: all
      .filter(
        ({ state, assigned }) => panelMember !== null && state === 'assigned' && assigned === panelMember,
      )
      .sort((a, b) => a.assignedAt - b.assignedAt)
      .map(({ id }) => id),
    quotesAskedOfMe: [...model.entries.values()]
      .filter((entry) => entry.publication === 'asked' && !entry.withdrawn && saidIt(entry, person))
      .map(({ id, text }) => ({ entry: id, text: wordsAt(model, text) })),
  }
}

/** A question that was merged stands where the kept one does; its words only where I may read them. */
function mine(model: Model, question: ModelQuestion): object {
  const kept = model.questions.get(rootOf(model, question.id)) ?? question
  const mayRead = kept.person === question.person || readers(kept).includes('attendees')
  return {
    ...told(model, question, kept),
    id: question.id,
    showFirm: question.showFirm,
    dismissal: dismissal(model, kept),
    mergedWith: kept === question ? null : { text: mayRead ? wordsAt(model, kept.text) : null },
    joined: (families(model).get(question.id) ?? [question]).length - 1,
  }
}
