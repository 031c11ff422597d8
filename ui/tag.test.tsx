import { expect, test } from 'vitest'
import { initials } from './tag.tsx'

test.each([
  ['Natalie A. Baker', 'NB'],
  ['Zarar Hasham Khan', 'ZK'],
  ['Northvale', 'N'],
  ['  laura   whitcomb ', 'LW'],
  ['لارا وِٹکمب', 'ل و'],
  ['Dr. 7even', 'DE'],
  ['', ''],
])('the initials of “%s” are “%s”', (name, expected) => {
  expect(initials(name)).toBe(expected)
})
