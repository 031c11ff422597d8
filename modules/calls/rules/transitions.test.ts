import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../kernel/actor.ts'
import { CALL_STATES, type CallState } from '../contract.ts'
import { whyNot } from './transitions.ts'

const PROGRAM = '00000000-0000-7000-8000-000000000001'
const OTHER = '00000000-0000-7000-8000-000000000002'
const CALL = '00000000-0000-7000-8000-000000000003'

const staff = (role: 'administrator' | 'officer' | 'approver' | 'viewer', program: string | null): Actor => ({
  kind: 'staff',
  user: '00000000-0000-7000-8000-000000000009',
  session: '00000000-0000-7000-8000-000000000010',
  memberships: [{ role, program }],
})
const onStage = (role: 'host' | 'moderator' | 'panelist' | 'attendee', call = CALL): Actor => ({
  kind: 'grant',
  grant: '00000000-0000-7000-8000-000000000011',
  call,
  person: '00000000-0000-7000-8000-000000000012',
  organization: null,
  roles: [role],
})

const answer = (actor: Actor, from: CallState, to: CallState): string =>
  whyNot(actor, { id: CALL, program: PROGRAM, state: from }, to)?.reason ?? 'yes'

describe('the states of a call', () => {
  it('follow one table: from, to, and why not', () => {
    const officer = staff('officer', PROGRAM)
    const table = Object.fromEntries(
      CALL_STATES.map((from) => [
        from,
        Object.fromEntries(CALL_STATES.map((to) => [to, answer(officer, from, to)])),
      ]),
    )
    expect(table).toEqual({
      draft: {
        draft: 'calls.is_draft',
        published: 'yes',
        live: 'calls.not_published',
        ended: 'calls.not_published',
        cancelled: 'yes',
      },
      published: {
        draft: 'calls.is_announced',
        published: 'calls.is_published',
        live: 'yes',
        ended: 'calls.not_live',
        cancelled: 'yes',
      },
      live: {
        draft: 'calls.is_live',
        published: 'calls.is_live',
        live: 'calls.is_live',
        ended: 'yes',
        cancelled: 'calls.end_instead',
      },
      ended: all('calls.is_ended'),
      cancelled: all('calls.is_cancelled'),
    })
  })

  it.each([
    ['an administrator of the installation', staff('administrator', null), 'yes'],
    ['an officer of the program', staff('officer', PROGRAM), 'yes'],
    ['an officer of another program', staff('officer', OTHER), 'calls.not_your_program'],
    ['an approver', staff('approver', PROGRAM), 'calls.not_your_program'],
    ['a viewer', staff('viewer', null), 'calls.not_your_program'],
    ['the host', onStage('host'), 'calls.not_your_program'],
    ['nobody we know', { kind: 'anonymous' } as const, 'calls.not_your_program'],
    ['the system', { kind: 'system', name: 'sample' } as const, 'yes'],
  ])('publishing by %s: %3$s', (_who, actor, expected) => {
    expect(answer(actor, 'draft', 'published')).toBe(expected)
  })

  it.each([
    ['the host', onStage('host'), 'yes'],
    ['a moderator', onStage('moderator'), 'yes'],
    ['a moderator of another call', onStage('moderator', OTHER), 'calls.not_your_program'],
    ['a panelist', onStage('panelist'), 'calls.not_your_program'],
    ['an attendee', onStage('attendee'), 'calls.not_your_program'],
  ])('going live by %s: %3$s', (_who, actor, expected) => {
    expect(answer(actor, 'published', 'live')).toBe(expected)
    expect(answer(actor, 'live', 'ended')).toBe(expected)
  })

  it('on stage nobody cancels', () => {
    expect(answer(onStage('host'), 'published', 'cancelled')).toBe('calls.not_your_program')
  })
})

const all = (reason: string) => Object.fromEntries(CALL_STATES.map((to) => [to, reason]))
