import { existsSync, readFileSync } from 'node:fs'

/**
 * What a runner reported, as `{ passed, failed, skipped }`. A runner that ended badly without naming a failed test
 * (it crashed, a file could not be loaded) counts as one failure: nothing that went wrong is left out of the sum.
 */
export function counted(file, code, read) {
  const counts = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** scripts/check.mjs */
export const ofChecks = (report) => ({ passed: report.passed, failed: report.failed.length, skipped: 0 })

/** Vitest's JSON reporter. A file that fails before its first test has no tests to count: the file counts. */
export function ofVitest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Playwright's JSON reporter; a test that passed only at a second try has not passed. */
export const ofPlaywright = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
  skipped: stats.skipped,
})

export const sum = (all) =>
  all.reduce(
    (total, counts) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** What failed, each with the beginning of why: told once more at the end, where a long run's output is looked at first. */
export function failuresOfVitest(report) {
  return report.testResults.flatMap((file) => [
    ...(file.status === 'failed' && file.message ? [`${file.name}\n${beginning(file.message)}`] : []),
    ...file.assertionResults
      .filter((test) => test.status === 'failed')
      .map(
        (test) => `${file.name} > ${test.fullName}\n${beginning((test.failureMessages ?? []).join('\n'))}`,
      ),
  ])
}

/** The same of Playwright's report, whose suites hold suites. */
export function failuresOfPlaywright({ suites }) {
  const inside = (suite, before) => [
    ...(suite.suites ?? []).flatMap((each) => inside(each, [...before, each.title])),
    ...suite.specs
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) => {
        const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors))
        const said = errors.map(({ message }) => message ?? '').join('\n')
        return `${[...before, title].join(' > ')}\n${beginning(said)}`
      }),
  ]
  return suites.flatMap((suite) => inside(suite, [suite.title]))
}

const beginning = (text) =>
  text
    .split('\n')
    .slice(0, 25)
    .map((line) => `    ${line}`)
    .join('\n')
