import { apiClient, apiQueries } from '../../../ui/api.ts'
import { contract } from '../contract.ts'

/** Queries of this slice, for TanStack Query. */
export const registrations = apiQueries(contract)
/** The same as plain calls. */
export const registrationClient = apiClient(contract)
