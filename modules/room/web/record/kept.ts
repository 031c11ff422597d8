import { z } from 'zod'
import { forget, keep, kept } from '../../../../ui/kept.ts'
import { COMMANDS, ENTRY_KINDS, instantString, speaker } from '../../contract.ts'

const commandOf = <N extends 'recordEntry' | 'answerLive' | 'correctEntry'>(name: N) =>
  z.strictObject({ name: z.literal(name), input: COMMANDS[name] })

const command = z.discriminatedUnion('name', [
  commandOf('recordEntry'),
  commandOf('answerLive'),
  commandOf('correctEntry'),
])

/** A line of the record on its way: what it says, and the command with the id that makes it one, however often it is sent. */
const line = z.strictObject({
  call: z.uuid(),
  person: z.uuid(),
  id: z.uuid(),
  /** Epoch milliseconds: the order in which they were typed. */
  typedAt: z.number(),
  kind: z.enum([...ENTRY_KINDS, 'answer']),
  text: z.string(),
  saidAt: instantString,
  speaker: speaker.nullable(),
  corrects: z.uuid().nullable(),
  command,
})
export type KeptLine = z.infer<typeof line>

/** What this person typed on this call and the server has not yet acknowledged, in the order typed. */
export const keptLines = (owner: string, call: string, person: string): KeptLine[] =>
  kept(owner)
    .flatMap((each) => line.safeParse(each).data ?? [])
    .filter((each) => each.call === call && each.person === person)
    .sort((a, b) => a.typedAt - b.typedAt)

export const keepLine = (owner: string, each: KeptLine): void => keep(owner, each.id, each)
export const forgetLine = (owner: string, id: string): void => forget(owner, id)
