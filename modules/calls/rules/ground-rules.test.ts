import { describe, expect, it } from 'vitest'
import { groundRulesInShort } from './ground-rules.ts'

const item = (groundRules: 'on the record' | 'background' | 'off the record', minutes = 10) => ({
  groundRules,
  minutes,
})

describe('the ground rules in short', () => {
  it('are those of the call when no item differs', () => {
    expect(groundRulesInShort('on the record', [item('on the record')])).toEqual({
      base: 'on the record',
      tail: null,
      partly: [],
    })
    expect(groundRulesInShort('background', [])).toEqual({ base: 'background', tail: null, partly: [] })
  })
  it('name the last minutes when only they differ', () => {
    const agenda = [item('on the record', 60), item('background', 5), item('background', 10)]
    expect(groundRulesInShort('on the record', agenda).tail).toEqual({ rules: 'background', minutes: 15 })
  })
  it('say that parts differ when it is in between, or twice', () => {
    const between = [item('on the record'), item('off the record'), item('on the record')]
    expect(groundRulesInShort('on the record', between).partly).toEqual(['off the record'])
    const twice = [item('background'), item('on the record'), item('background')]
    expect(groundRulesInShort('on the record', twice)).toEqual({
      base: 'on the record',
      tail: null,
      partly: ['background'],
    })
  })
})
