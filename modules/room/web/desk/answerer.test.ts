import { describe, expect, it } from 'vitest'
import { likelyAnswerer } from './answerer.ts'

const panel = (...here: string[]) =>
  ['host', 'secretary', 'chairman', 'director'].map((id) => ({
    id,
    isHost: id === 'host',
    present: here.includes(id),
  }))

describe('who most likely answered', () => {
  it.each([
    ['whom it was assigned to', panel('host', 'secretary', 'chairman'), 'chairman', 'secretary', 'chairman'],
    ['whose part of the agenda runs', panel('host', 'secretary', 'director'), null, 'director', 'director'],
    ['who is here, not who should speak', panel('host', 'chairman'), 'director', 'secretary', 'chairman'],
    ['the host, when nobody else is here', panel('host'), null, 'secretary', 'host'],
    ['whom it was assigned to, on a stage in another product', panel(), 'director', null, 'director'],
    ['nobody, when nobody is here', panel(), null, 'secretary', null],
  ] as const)('is %s', (_what, members, assigned, speaking, answered) => {
    expect(likelyAnswerer(members, assigned, speaking)).toBe(answered)
  })
})
