import { randomBytes } from 'node:crypto'

/** An id as LiveKit writes them: what it names, and 12 random characters. */
export const newSid = (prefix: 'RM' | 'PA' | 'TR_A' | 'TR_V' | 'EV'): string =>
  `${prefix}${prefix.startsWith('TR') ? '' : '_'}${randomBytes(9).toString('base64').replace(/[+/=]/g, 'x')}`
