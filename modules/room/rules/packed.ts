import type { RoomState } from './state.ts'

/** A state as JSON; maps and sets, which JSON does not know, are objects of one field. */
export const packState = (state: RoomState): string =>
  JSON.stringify(state, (_key, value: unknown) =>
    value instanceof Map ? { '(map)': [...value] } : value instanceof Set ? { '(set)': [...value] } : value,
  )

/** The state that was packed by the same rules. */
export const unpackState = (json: string): RoomState => revived(JSON.parse(json)) as RoomState

/** Faster than JSON's own way of reviving: members of a set are ids, and need no look. */
function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(revived)
  if ('(set)' in value) return new Set(value['(set)'] as unknown[])
  if ('(map)' in value)
    return new Map((value['(map)'] as [unknown, unknown][]).map(([key, each]) => [key, revived(each)]))
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revived(each)]))
}
