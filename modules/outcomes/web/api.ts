import { apiQueries } from '../../../ui/api.ts'
import { contract } from '../contract.ts'

/** Queries and mutations of this slice, for TanStack Query. */
export const outcomes = apiQueries(contract)
