import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { installedBinaries } from './embedded/binaries.ts'
import { isAlive, until } from './embedded/processes.ts'
import {
  ask,
  cleanUp,
  kill,
  newFolder,
  postmaster,
  remember,
  remembered,
  root,
  serverOn,
  start,
} from './embedded/trial.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded.ts'

afterAll(cleanUp)

describe('the embedded PostgreSQL on an empty data folder', () => {
  const dataDir = join(newFolder(), 'data')
  const log: string[] = []
  let database: EmbeddedDatabase

  it('starts, in UTF-8 with the builtin locale, and can be asked', async () => {
    const progress: string[] = []
    database = await start(dataDir, {
      log: (line) => log.push(line),
      onProgress: (message) => progress.push(message),
    })
    expect(progress).toContain('Creating the database')
    const facts = await ask(database.url, async (client) => {
      const locale = await client.query(
        'select datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()',
      )
      const major = await client.query("select current_setting('server_version_num')::int / 10000 as major")
      return { ...locale.rows[0], ...major.rows[0] }
    })
    expect(facts).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8', major: 18 })
  })

  it('loses nothing that it acknowledged', async () => {
    const setting = (name: string) =>
      ask(database.url, async (client) => (await client.query(`show ${name}`)).rows[0][name])
    expect(await setting('fsync')).toBe('on')
    expect(await setting('synchronous_commit')).toBe('on')
    expect(await setting('full_page_writes')).toBe('on')
  })

  it('lets nobody in without the password, which only its owner can read', async () => {
    const url = new URL(database.url)
    expect(url.hostname).toBe('127.0.0.1')
    url.password = 'postgres'
    await expect(ask(url.href, async () => undefined)).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(dataDir, 'postgres-passwords.json')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
  })

  it('gives Direct Line an account that may make databases and extensions, and is no superuser', async () => {
    await ask(database.url, async (client) => {
      const { rows } = await client.query(
        'select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user',
      )
      expect(rows).toEqual([{ rolsuper: false, rolcreatedb: true, rolcreaterole: false }])
      for (const name of ['pg_trgm', 'unaccent', 'citext', 'btree_gist']) {
        await client.query(`create extension ${name}`)
      }
      await client.query('create database a_copy template direct_line').catch((error: Error) => {
        expect(error.message).toMatch(/is being accessed by other users/)
      })
    })
  })

  it('writes no name to its log when a statement fails', async () => {
    await ask(database.url, async (client) => {
      await client.query('create table guests (name text unique)')
      await client.query('insert into guests values ($1)', ['Zubaida Example'])
      await expect(client.query('insert into guests values ($1)', ['Zubaida Example'])).rejects.toMatchObject(
        {
          code: '23505',
        },
      )
      await expect(client.query("select 'Zubaida Example'::int")).rejects.toMatchObject({ code: '22P02' })
    })
    expect(log.join('\n')).toContain('ready to accept connections')
    expect(log.join('\n')).not.toContain('Zubaida')
  })

  it('refuses a second server on the same folder in one sentence', async () => {
    await expect(startEmbeddedDatabase({ dataDir })).rejects.toMatchObject({
      name: 'WrongEnvironment',
      message: expect.stringMatching(
        /^Another Direct Line \(process \d+\) is running on the data folder .*: stop it first/,
      ),
    })
  })

  it('stops within five seconds while somebody is connected, and tells nobody that it failed', async () => {
    const client = new pg.Client({ connectionString: database.url })
    client.on('error', () => undefined)
    await client.connect()
    let failed = false
    database.onChange(() => {
      failed = true
    })
    const from = performance.now()
    await database.stop()
    expect(performance.now() - from).toBeLessThan(5000)
    expect(failed).toBe(false)
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })
})

describe('after everything was killed', () => {
  const dataDir = join(newFolder(), 'data')

  it('says that PostgreSQL died and starts it again by itself, at the same address with the data still there', async () => {
    const database = await start(dataDir)
    await remember(database.url, 'before the kill')
    const told: string[] = []
    const back = new Promise<void>((resolve) => {
      database.onChange((state) => {
        told.push(state)
        if (state === 'back') resolve()
      })
    })
    process.kill(postmaster(dataDir), 'SIGKILL')
    await back
    expect(told).toEqual(['gone', 'back'])
    expect(await remembered(database.url)).toEqual(['before the kill'])
    await database.stop()
    expect(told).toEqual(['gone', 'back'])
  })

  it('ends PostgreSQL when its server was killed', async () => {
    const { child, said } = await serverOn(dataDir)
    await remember(said, 'the server was killed')
    const pid = postmaster(dataDir)
    await kill(child, 'SIGKILL')
    expect(await until(5000, () => !isAlive(pid))).toBe(true)
    const again = await start(dataDir)
    expect(await remembered(again.url)).toEqual(['before the kill', 'the server was killed'])
    await again.stop()
  })

  it('starts when the server, its shell and PostgreSQL were all killed at once', async () => {
    const { child, said } = await serverOn(dataDir)
    await remember(said, 'all killed')
    const pid = postmaster(dataDir)
    process.kill(pid, 'SIGKILL')
    await kill(child, 'SIGKILL')
    const again = await start(dataDir)
    expect(await remembered(again.url)).toHaveLength(3)
    await again.stop()
  })

  it('stops a PostgreSQL that was left running on the folder', async () => {
    const owner = statSync(join(dataDir, 'postgres'))
    const left = spawn(
      join(installedBinaries(), 'bin', 'postgres'),
      ['-D', join(dataDir, 'postgres'), '-k', ''],
      {
        ...(root ? { uid: owner.uid, gid: owner.gid } : {}),
        cwd: dataDir,
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
      },
    )
    for await (const line of createInterface({ input: left.stderr })) {
      if (line.includes('ready to accept')) break
    }
    left.stderr.resume()
    const ended = once(left, 'exit')
    const again = await start(dataDir)
    expect(await ended).toEqual([0, null])
    expect(await remembered(again.url)).toHaveLength(3)
    await again.stop()
  })

  it('is not deceived by a process that has the number of the one that died', async () => {
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${join(dataDir, 'postgres')}\n`,
    )
    await writeFile(
      join(dataDir, 'running.json'),
      JSON.stringify({ pid: process.pid, start: 'another boot', host: 'elsewhere' }),
    )
    const again = await start(dataDir)
    expect(await remembered(again.url)).toHaveLength(3)
    await again.stop()
  })

  it('makes its files anew when their making was interrupted', async () => {
    const fresh = join(newFolder(), 'data')
    await mkdir(join(fresh, 'postgres.unfinished', 'base'), { recursive: true })
    const database = await start(fresh)
    await remember(database.url, 'whole')
    await database.stop()
    expect(existsSync(join(fresh, 'postgres.unfinished'))).toBe(false)
  })
})

describe('a folder that cannot be used', () => {
  it('recognises the data of another major version before it starts', async () => {
    const dataDir = join(newFolder(), 'data')
    await mkdir(join(dataDir, 'postgres'), { recursive: true })
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
    if (root) chmodSync(join(dataDir, 'postgres'), 0o755)
    await expect(startEmbeddedDatabase({ dataDir })).rejects.toMatchObject({
      name: 'WrongEnvironment',
      message: expect.stringMatching(
        /was written by PostgreSQL 17, and this version of Direct Line runs PostgreSQL 18/,
      ),
    })
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false)
  })

  it('says that a file is in the way', async () => {
    const folder = newFolder()
    await writeFile(join(folder, 'data'), 'not a folder')
    await expect(startEmbeddedDatabase({ dataDir: join(folder, 'data') })).rejects.toMatchObject({
      name: 'WrongEnvironment',
      message: expect.stringMatching(/^The data folder .* cannot be written: .*DIRECT_LINE_DATA\.$/),
    })
  })
})
