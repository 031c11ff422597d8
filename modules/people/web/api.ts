import { apiQueries } from '../../../ui/api.ts'
import { contract as registration } from '../../registration/contract.ts'
import { contract } from '../contract.ts'

export const people = apiQueries(contract)
/** Of the registrations only what a file shows of them. */
export const registrations = apiQueries({ history: registration.history })
