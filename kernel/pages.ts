import { z } from 'zod'
import { pageQuery } from './schemas.ts'

/** Of a list that is counted from its beginning: `cursor` says how many come before the page. */
export const placeQuery = { ...pageQuery, cursor: z.coerce.number().int().min(0).default(0) }

interface Place {
  readonly cursor: number
  readonly limit: number
}

/** A page of what is all here, as `placeQuery` asks for it; `next` is the cursor of the page after it, null at the end. */
export const pageOf = <T>(all: readonly T[], { cursor, limit }: Place) => ({
  items: all.slice(cursor, cursor + limit),
  next: cursor + limit < all.length ? String(cursor + limit) : null,
  total: all.length,
})
