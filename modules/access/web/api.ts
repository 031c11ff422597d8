import { apiQueries } from '../../../ui/api.ts'
import { contract as callsContract } from '../../calls/contract.ts'
import { contract } from '../contract.ts'

/** Queries and mutations of this slice, for TanStack Query. */
export const access = apiQueries(contract)
/** Programs, for roles that hold in one of them. */
export const calls = apiQueries(callsContract)
