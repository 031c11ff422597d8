import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { counted, failuresOfPlaywright, failuresOfVitest, ofPlaywright, ofVitest, sum } from './counts.mjs'

const report = (content: object) => {
  const file = join(mkdtempSync(join(tmpdir(), 'direct-line-counts-')), 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const test = (...statuses: string[]) => ({
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
})

describe('the last line of npm test', () => {
  it('counts what vitest passed, failed, skipped and left to do', () => {
    const all = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 }
    expect(ofVitest({ ...all, testResults: [test('passed', 'failed', 'skipped')] })).toEqual({
      passed: 3,
      failed: 1,
      skipped: 2,
    })
  })

  it('counts a file that could not be loaded, or whose set-up threw, as a failure', () => {
    const all = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 2, numTodoTests: 0 }
    const unloadable = { status: 'failed', assertionResults: [] }
    const badSetUp = { status: 'failed', assertionResults: [{ status: 'skipped' }, { status: 'skipped' }] }
    expect(ofVitest({ ...all, testResults: [unloadable, badSetUp] }).failed).toBe(2)
  })

  it('counts a flaky journey and an error outside of tests as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
    expect(ofPlaywright({ stats, errors: [{ message: 'cannot load' }] })).toEqual({
      passed: 5,
      failed: 3,
      skipped: 2,
    })
  })

  it('counts a runner that died without a report, or failed without naming a test, as one failure', () => {
    const read = () => ({ passed: 4, failed: 0, skipped: 0 })
    expect(counted('/nowhere/report.json', 1, read)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(counted(report({}), 1, read)).toEqual({ passed: 4, failed: 1, skipped: 0 })
    expect(counted(report({}), 0, read)).toEqual({ passed: 4, failed: 0, skipped: 0 })
  })

  it('names what failed once more, with the beginning of why', () => {
    const failed = { fullName: 'start serves', status: 'failed', failureMessages: ['It did not come\nabout'] }
    const file = { name: 'start.test.ts', status: 'failed', message: '', assertionResults: [failed] }
    const broken = { name: 'bad.test.ts', status: 'failed', message: 'cannot load', assertionResults: [] }
    expect(failuresOfVitest({ testResults: [test('passed'), file, broken] })).toEqual([
      'start.test.ts > start serves\n    It did not come\n    about',
      'bad.test.ts\n    cannot load',
    ])
  })

  it('adds all runners up', () => {
    expect(
      sum([
        { passed: 1, failed: 0, skipped: 2 },
        { passed: 3, failed: 4, skipped: 0 },
      ]),
    ).toEqual({ passed: 4, failed: 4, skipped: 2 })
  })

  it('names a journey that failed, in whatever it stands', () => {
    const spec = (title: string, ok: boolean, message = '') => ({
      title,
      ok,
      tests: [{ results: [{ errors: message ? [{ message }] : [] }] }],
    })
    const story = {
      title: 'the stage',
      specs: [spec('is heard', false, 'Error: nobody\nis heard')],
      suites: [],
    }
    const file = { title: 'stage.spec.ts', specs: [spec('opens', true)], suites: [story] }
    expect(failuresOfPlaywright({ suites: [file] })).toEqual([
      'stage.spec.ts > the stage > is heard\n    Error: nobody\n    is heard',
    ])
  })
})
