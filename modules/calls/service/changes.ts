import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Differences } from '../rules/changes.ts'
import { type CallRecord, updateCall } from '../store/calls.ts'

export interface Note {
  readonly type: string
  /** The thing of the call that changed: `{ panelMember }`. */
  readonly about?: Readonly<Record<string, unknown>>
  readonly differences: Differences
  /** Whose name or words the texts are. */
  readonly person?: Id | null
}

/** Writes a change into the call's history: facts in the event, texts beside it, where they can be erased. */
export async function noteChange(tx: Tx, call: Id, version: number, note: Note): Promise<void> {
  const { fields, facts, texts } = note.differences
  await tx.emit({
    stream: `call:${call}`,
    type: note.type,
    audience: 'mission',
    data: { call, version, ...note.about, fields, facts },
    ...(Object.keys(texts).length > 0 ? { text: JSON.stringify(texts), person: note.person ?? null } : {}),
  })
}

/** Raises the call's version because something of it changed, and writes why. */
export async function touchCall(tx: Tx, call: CallRecord, note: Note, rules = false): Promise<void> {
  const version = await updateCall(tx, call, {}, rules)
  await noteChange(tx, call.id, version, note)
}
