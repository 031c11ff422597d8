import { apiClient, apiQueries } from '../../../ui/api.ts'
import { contract } from '../contract.ts'

export const outbox = apiQueries(contract)
export const outboxClient = apiClient(contract)
