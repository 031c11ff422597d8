import { apiQueries } from '../../../ui/api.ts'
import { contract } from '../contract.ts'

export const outbox = apiQueries(contract)
