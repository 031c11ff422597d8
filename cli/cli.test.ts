import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const direct = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'bin.mjs'), ...words],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

describe('npx direct-line', () => {
  it('lists its commands, one line each', () => {
    const { status, stdout } = direct('help')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^npx direct-line COMMAND\n/)
    for (const name of ['start', 'version', 'help'])
      expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b.*\\.$`, 'm'))
    expect(direct().stdout).toBe(stdout)
    expect(direct('--help').stdout).toBe(stdout)
  })

  it('says its version, and runs on the Node that the project pins', () => {
    expect(direct('version').stdout).toMatch(/^Direct Line \d+\.\d+\.\d+ \(Node 26\.\d+\.\d+\)\n$/)
  })

  it('refuses what it does not know in one sentence', () => {
    expect(direct('dance')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'There is no command dance: npx direct-line help lists them.\n',
    })
    expect(direct('start', '--sideways')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^--sideways is not known here: npm start/),
    })
  })
})
