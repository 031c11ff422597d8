import { describe, expect, it } from 'vitest'
import { pageOf } from './pages.ts'

const forty = Array.from({ length: 40 }, (_, index) => index)

describe('a page of a list', () => {
  it.each([
    [undefined, 1, 0, 12],
    ['2', 2, 12, 12],
    ['4', 4, 36, 4],
    ['99', 4, 36, 4],
    ['0', 1, 0, 12],
    ['x', 1, 0, 12],
    ['1.5', 1, 0, 12],
  ])('%s is page %i', (asked, page, first, count) => {
    const found = pageOf(forty, asked)
    expect([found.page, found.pages, found.items[0], found.items.length]).toEqual([page, 4, first, count])
  })

  it('an empty list has one page', () => {
    expect(pageOf([], '3')).toEqual({ items: [], page: 1, pages: 1 })
  })
})
