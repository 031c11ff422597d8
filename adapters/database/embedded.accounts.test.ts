import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, statSync } from 'node:fs'
import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { installedBinaries } from './embedded/binaries.ts'
import {
  cleanUp,
  kill,
  NOBODY,
  newFolder,
  postmaster,
  remember,
  remembered,
  root,
  serverOn,
  start,
} from './embedded/trial.ts'
import { removeEmbeddedDatabase } from './embedded.ts'

afterAll(cleanUp)

describe('as root', () => {
  it('copies programs and data out of /root, where PostgreSQL cannot go, and says so', async ({ skip }) => {
    if (!root) skip('not root: the other tests are the ones of an ordinary user')
    const home = newFolder('/root')
    chmodSync(home, 0o700)
    await cp(installedBinaries(), join(home, 'native'), { recursive: true, verbatimSymlinks: true })
    const said: string[] = []
    const options = { binaries: join(home, 'native'), onProgress: (message: string) => said.push(message) }
    const dataDir = join(home, 'data')

    const database = await start(dataDir, options)
    await remember(database.url, 'from /root')
    await database.stop()
    const place = (await readFile(join(dataDir, 'postgres-is-in'), 'utf8')).trim()
    expect(place).toMatch(/^\/var\/lib\/direct-line\//)
    expect(said.join('\n')).toContain(`its data is in ${place}`)
    const programs = /copying its programs to (\/var\/lib\/direct-line\/\S+)\.$/m.exec(said.join('\n'))?.[1]
    expect(existsSync(join(programs ?? '', 'bin', 'postgres'))).toBe(true)

    const again = await start(dataDir, options)
    expect(await remembered(again.url)).toEqual(['from /root'])
    process.kill(postmaster(dataDir, place), 'SIGKILL')
    await again.stop()
    const third = await start(dataDir, options)
    expect(await remembered(third.url)).toEqual(['from /root'])
    await third.stop()

    await removeEmbeddedDatabase(dataDir)
    expect(existsSync(place)).toBe(false)
    await rm(programs ?? '', { recursive: true })
  })

  it('takes its data along when the folder around it was closed', async ({ skip }) => {
    if (!root) skip('not root')
    const home = newFolder()
    const dataDir = join(home, 'data')
    const database = await start(dataDir)
    await remember(database.url, 'moved')
    await database.stop()
    chmodSync(home, 0o700)
    const again = await start(dataDir)
    expect(await remembered(again.url)).toEqual(['moved'])
    await again.stop()
    await removeEmbeddedDatabase(dataDir)
  })
})

describe('as an ordinary user', () => {
  it('starts, survives a kill, and goes on when root starts it later', async ({ skip }) => {
    if (!root) skip('not root: the other tests are the ones of an ordinary user')
    const home = newFolder()
    chmodSync(home, 0o777)
    const dataDir = join(home, 'data')
    const probe = spawn(
      '/bin/sh',
      ['-c', 'test -r "$1"', 'sh', join(import.meta.dirname, 'embedded.ts')],
      NOBODY,
    )
    const [code] = await once(probe, 'exit')
    if (code !== 0) skip(`an ordinary user cannot read ${import.meta.dirname}`)

    const { child, said } = await serverOn(dataDir, NOBODY)
    await remember(said, 'as nobody')
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY.uid)
    await kill(child, 'SIGKILL')

    const asRoot = await start(dataDir)
    expect(await remembered(asRoot.url)).toEqual(['as nobody'])
    await asRoot.stop()

    const back = await serverOn(dataDir, NOBODY)
    expect(await remembered(back.said)).toEqual(['as nobody'])
    await kill(back.child, 'SIGTERM')
  })

  it('says in one sentence that the folder is not writable, or not its own', async ({ skip }) => {
    if (!root) skip('not root: cannot make a folder of somebody else')
    const closed = join(newFolder(), 'data')
    await mkdir(closed, { mode: 0o755 })
    const { said } = await serverOn(closed, NOBODY)
    expect(said).toMatch(/^WrongEnvironment: The data folder .* cannot be written: /)

    const foreign = join(newFolder(), 'data')
    const database = await start(foreign)
    await database.stop()
    chmodSync(foreign, 0o777)
    const other = await serverOn(foreign, NOBODY)
    expect(other.said).toMatch(/^WrongEnvironment: The database in .* belongs to another user/)
  })
})
