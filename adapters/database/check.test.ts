import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { checkDatabase } from './check.ts'
import { ask } from './embedded/trial.ts'
import { createDatabase, dropDatabase } from './migrate.ts'

const server = inject('databaseServer')
const databases: string[] = []

async function database(name: string): Promise<string> {
  const url = await createDatabase(server, name)
  databases.push(name)
  return url
}

afterAll(async () => {
  for (const name of databases) await dropDatabase(server, name)
})

const changed = (change: (url: URL) => void): string => {
  const url = new URL(server)
  change(url)
  return url.href
}

const refusal = (message: RegExp) => ({ name: 'WrongEnvironment', message: expect.stringMatching(message) })

describe('the server named in DATABASE_URL', () => {
  beforeAll(() => database('check_good'))

  it('is taken when it is new enough and lets us make tables', async () => {
    await expect(checkDatabase(changed((url) => (url.pathname = '/check_good')))).resolves.toBeUndefined()
  })

  it('does not answer', async () => {
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const address = free.address()
    free.close()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const url = changed((to) => {
      to.port = port
    })
    await expect(checkDatabase(url)).rejects.toMatchObject(
      refusal(/^No database answers at 127\.0\.0\.1:\d+\/\w+: start it, or correct DATABASE_URL/),
    )
  })

  it('has a name that nobody knows', async () => {
    await expect(checkDatabase(changed((url) => (url.hostname = 'database.invalid')))).rejects.toMatchObject(
      refusal(/^The host of the database at database\.invalid:.* is not known/),
    )
  })

  it('does not take the password, and the password is not repeated', async () => {
    const check = checkDatabase(changed((url) => (url.password = 'not-the-password')))
    await expect(check).rejects.toMatchObject(
      refusal(/^The database at .* does not take the user and password/),
    )
    await expect(check).rejects.not.toMatchObject(refusal(/not-the-password/))
  })

  it('has no database of that name', async () => {
    await expect(checkDatabase(changed((url) => (url.pathname = '/nowhere')))).rejects.toMatchObject(
      refusal(/^There is no database of that name at .*\/nowhere: create it/),
    )
  })

  it('keeps text in another encoding', async () => {
    await ask(server, (client) =>
      client.query(
        "create database check_ascii template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'",
      ),
    )
    databases.push('check_ascii')
    await expect(checkDatabase(changed((url) => (url.pathname = '/check_ascii')))).rejects.toMatchObject(
      refusal(/keeps its text as SQL_ASCII: create it with encoding UTF8/),
    )
  })

  it('does not let us make tables', async () => {
    const url = await database('check_closed')
    await ask(url, (client) => client.query('revoke create on database check_closed from direct_line'))
    await expect(checkDatabase(url)).rejects.toMatchObject(refusal(/may not create tables/))
  })

  it('is no address at all', async () => {
    await expect(checkDatabase('localhost 5432')).rejects.toMatchObject(
      refusal(/write it as postgres:\/\/user:password@host:5432\/name/),
    )
  })
})
