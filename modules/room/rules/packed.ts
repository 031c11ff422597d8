import type { RoomState } from './state.ts'

/** A state as JSON; maps and sets, which JSON does not know, are objects of one field. */
export const packState = (state: RoomState): string =>
  JSON.stringify(state, (_key, value: unknown) =>
    value instanceof Map ? { '(map)': [...value] } : value instanceof Set ? { '(set)': [...value] } : value,
  )

/** The state that was packed by the same rules. */
export const unpackState = (json: string): RoomState =>
  JSON.parse(json, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if ('(map)' in value) return new Map(value['(map)'] as [unknown, unknown][])
    return '(set)' in value ? new Set(value['(set)'] as unknown[]) : value
  }) as RoomState
