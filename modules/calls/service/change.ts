import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { registrationCommands } from '../../registration/contract.ts'
import { CALL_FIELDS, type CallChange, type CallFacts } from '../contract.ts'
import { campaignExists } from '../reads/programs.ts'
import {
  differences,
  mergeText,
  refuseLateChange,
  refuseLateDeadline,
  refuseTooFewSeats,
} from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import { resolveLocal } from '../rules/times.ts'
import { type CallRecord, type LockedCall, lockCall, numberTaken, updateCall } from '../store/calls.ts'
import { factsById } from '../views/facts.ts'
import { noteChange } from './changes.ts'
import { requireEditor } from './permission.ts'

/** What people write; everything else of a call is a fact. */
const WRITTEN = new Set(['topic', 'description', 'openTo', 'hostPlace', 'stageLink'])

export type Content = Pick<CallRecord, (typeof CALL_FIELDS)[number]>

/**
 * Changes single fields of a call; what does not differ is no change.
 * @throws AppError `invalid` a time in a gap or twice, a deadline after the start; `conflict` too late, too few seats, number taken
 */
export async function changeCall(
  tx: Tx,
  actor: Actor,
  input: { call: Id; set: CallChange; base?: Readonly<Record<string, unknown>> | undefined },
): Promise<CallFacts> {
  const before = await lockCall(tx, input.call)
  requireEditor(actor, before.program)
  const after = changed(before, input.set)
  refuseClashes(contentOf(before), after, input)
  return await write(tx, actor, before, after)
}

/** Writes the new content of a call if the rules let it be, and what differs into its history. */
export async function write(
  tx: Tx,
  actor: Actor,
  before: LockedCall,
  after: Content,
  about: Readonly<Record<string, unknown>> = {},
): Promise<CallFacts> {
  const diff = differences(contentOf(before), after, WRITTEN)
  if (diff.fields.length > 0) {
    refuseLateChange(before.state, diff.fields)
    refuseLateDeadline({ ...after, state: before.state }, diff.fields)
    await refuseWhatTheDatabaseKnows(tx, actor, before, after, diff.fields)
    if (before.state !== 'draft' && after.startsAt === null)
      throw new AppError('conflict', 'calls.needs_a_date')
    const version = await updateCall(tx, before, after, diff.fields.includes('groundRules'))
    await noteChange(tx, before.id, version, { type: 'call.changed', about, differences: diff })
  }
  const facts = await factsById(tx, before.id)
  if (!facts) throw new AppError('not_found', 'calls.unknown_call')
  return facts
}

function changed(before: CallRecord, set: CallChange): Content {
  const start =
    set.startsAt === undefined
      ? { startsAt: before.startsAt, zone: set.zone ?? before.zone }
      : set.startsAt === null
        ? { startsAt: null, zone: set.zone ?? before.zone }
        : { startsAt: resolveLocal(set.startsAt, 'startsAt'), zone: set.startsAt.zone }
  return {
    ...start,
    topic: mergeText(before.topic, set.topic),
    description: mergeText(before.description, set.description),
    openTo: mergeText(before.openTo, set.openTo),
    hostPlace: mergeText(before.hostPlace, set.hostPlace),
    minutes: set.minutes ?? before.minutes,
    rsvpDeadline: set.rsvpDeadline
      ? resolveLocal(set.rsvpDeadline, 'rsvpDeadline')
      : set.rsvpDeadline === null
        ? null
        : before.rsvpDeadline,
    capacity: set.capacity === undefined ? before.capacity : set.capacity,
    sectors: set.sectors ?? before.sectors,
    countries: set.countries ?? before.countries,
    languages: set.languages ?? before.languages,
    groundRules: set.groundRules ?? before.groundRules,
    campaign: set.campaign === undefined ? before.campaign : set.campaign,
    number: set.number ?? before.number,
    stageLink: set.stageLink === undefined ? before.stageLink : set.stageLink,
  }
}

export const contentOf = (call: CallRecord): Readonly<Record<string, unknown>> =>
  Object.fromEntries(CALL_FIELDS.map((field) => [field, call[field]]))

async function refuseWhatTheDatabaseKnows(
  tx: Tx,
  actor: Actor,
  before: CallRecord,
  after: Content,
  fields: readonly string[],
): Promise<void> {
  if (fields.includes('capacity')) {
    // Holds the seats until we are done, so that nobody is approved meanwhile.
    const taken = await tx.use(registrationCommands).seatsTaken(tx, actor, { call: before.id })
    refuseTooFewSeats(after.capacity, taken)
  }
  if (fields.includes('number') && (await numberTaken(tx, before, after.number))) {
    throw new AppError('conflict', 'calls.number_taken', { params: { number: after.number } })
  }
  if (fields.includes('campaign') && after.campaign && !(await campaignExists(tx, after.campaign))) {
    throw new AppError('not_found', 'calls.unknown_campaign')
  }
}
