import { describe, expect, it } from 'vitest'
import { whoIsTold } from './told-officers.ts'

const officers = [
  { user: 'ada', role: 'administrator' },
  { user: 'olive', role: 'officer' },
  { user: 'omar', role: 'officer' },
] as const

describe('who is told of an answer', () => {
  it.each([
    ['whoever worked on the call', ['olive'], null, ['olive']],
    ['an administrator who did', ['ada'], null, ['ada']],
    ['not the one who did it', ['olive', 'omar'], 'omar', ['olive']],
    ['nobody else when it was the only one', ['olive'], 'olive', []],
    ['the officers when nobody who worked on it is left', ['gone'], null, ['olive', 'omar']],
  ])('%s', (_who, worked, doer, expected) => {
    expect(whoIsTold(officers, { worked: new Set(worked), doer })).toEqual(expected)
  })

  it('an administrator where there is nobody else', () => {
    expect(whoIsTold(officers.slice(0, 1), { worked: new Set(), doer: null })).toEqual(['ada'])
  })
})
