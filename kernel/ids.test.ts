import { expect, test } from 'vitest'
import { systemIds } from './ids.ts'

test('ids sort in the order in which they were made, also those of one millisecond', () => {
  const made = Array.from({ length: 20_000 }, () => systemIds())
  expect(made.toSorted()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
})
