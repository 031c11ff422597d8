import { sql } from 'drizzle-orm'
import { afterAll, expect, inject, test } from 'vitest'
import { openDatabase, sqlState } from './connect.ts'

const database = openDatabase(inject('databaseServer'), { max: 1 })
afterAll(() => database.close())

const failureOf = (statement: ReturnType<typeof sql>) =>
  database
    .transaction((db) => db.execute(statement))
    .then(
      () => expect.fail('it did not fail'),
      (error: unknown) => error as Error,
    )

/** All that a log or a job queue could keep of an error. */
const everythingOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.message} ${error.stack} ${JSON.stringify(error)} ${everythingOf(error.cause)}`
    : ''

test('a failed statement is named with its state, and without the values it was given', async () => {
  const error = await failureOf(sql`select ${'Zephyrine Quillfeather'}::uuid`)
  expect(error.message).toContain('select $1::uuid')
  expect(sqlState(error)).toBe('22P02')
  expect(everythingOf(error)).not.toContain('Quillfeather')
})
