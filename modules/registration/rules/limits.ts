import type { Limit } from '../../../kernel/limiter.ts'

/** Registrations from one network address: a chamber may register its members from one office. */
export const PER_NETWORK: Limit = { max: 60, seconds: 600 }

/** Registrations with one e-mail address, for whatever calls. */
export const PER_ADDRESS: Limit = { max: 10, seconds: 3600 }

/** Mails that anybody can cause by typing an address: so many in a day for one person. */
export const MAILS_A_DAY = 5

/** Questions one registration may bring along. */
export const QUESTIONS = 3

/** How often one registrant may word questions before a call, those taken back counted in: each stays in its record. */
export const WORDINGS = 12
