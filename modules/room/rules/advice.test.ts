import { expect, it } from 'vitest'
import type { Advice } from '../contract.ts'
import { adviceOn, isNearLimit } from './advice.ts'

const calm = {
  rooms: 1,
  sockets: 500,
  slow: 0,
  framesPerSecond: 1000,
  tickMs: 8,
  commitMs: 6,
  eventsPerSecond: 40,
  eventsPerCommit: 2,
  ackMs: 9,
  resumes: 1,
  loopDelayMs: 4,
}

it.each<[Advice, Partial<typeof calm>]>([
  ['calm', {}],
  ['calm', { slow: 3 }],
  ['processor', { loopDelayMs: 140, commitMs: 300 }],
  ['processor', { tickMs: 120 }],
  ['database', { commitMs: 180, ackMs: 200 }],
  ['lines', { slow: 60 }],
  ['sockets', { sockets: 4500 }],
])('says %s of %o', (advice, figures) => {
  expect(adviceOn({ ...calm, ...figures })).toBe(advice)
})

it('marks the figure that is near its limit, and no other', () => {
  expect(isNearLimit({ ...calm, commitMs: 180 }, 'commitMs')).toBe(true)
  expect(isNearLimit({ ...calm, commitMs: 180 }, 'tickMs')).toBe(false)
  expect(isNearLimit({ ...calm, ackMs: 9_000 }, 'ackMs')).toBe(false)
})
