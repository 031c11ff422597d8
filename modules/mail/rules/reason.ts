/** Why mail waits, as it is said in words: keys under `reasons` and `todo` of the slice's locale. */
type Reason = 'unreachable' | 'silent' | 'login' | 'encryption' | 'busy' | 'sender' | 'unclear'

/** @param reason `ESOCKET`, `EAUTH 535 5.7.8`: what the mail adapter tells of a refusal */
export function reasonOf(reason: string): Reason {
  const [word = '', number] = reason.split(' ')
  if (number === '421') return 'busy'
  if (word === 'EAUTH' || word === 'ENOAUTH') return 'login'
  if (word === 'ETLS') return 'encryption'
  if (word === 'ETIMEDOUT') return 'silent'
  if (word === 'EENVELOPE') return 'sender'
  if (word === 'ESOCKET' || word === 'EDNS' || word === 'ECONNECTION') return 'unreachable'
  return 'unclear'
}
