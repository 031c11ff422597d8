import { apiClient, apiQueries } from '../../../ui/api.ts'
import { contract } from '../contract.ts'

/** Queries and mutations of this slice, for TanStack Query. */
export const calls = apiQueries(contract)
/** The same as plain calls. */
export const callsClient = apiClient(contract)
/** A key that makes it safe to send the same creation twice. */
export const newKey = (): string => crypto.randomUUID()
