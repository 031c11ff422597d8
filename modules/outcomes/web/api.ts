import { apiQueries } from '../../../ui/api.ts'
import { contract as callsContract } from '../../calls/contract.ts'
import { contract as roomContract } from '../../room/contract.ts'
import { contract } from '../contract.ts'

/** Queries and mutations of this slice, for TanStack Query. */
export const outcomes = apiQueries(contract)
/** The series that there are. */
export const series = apiQueries(callsContract)
/** The room takes answers also after the call. */
export const room = apiQueries(roomContract)
