import { MailRefused, type RefusalKind } from '../../kernel/errors.ts'

interface Failure {
  readonly code?: unknown
  readonly responseCode?: unknown
  readonly response?: unknown
  /** The SMTP command it answers, `API` for what never left this machine. */
  readonly command?: unknown
}

/**
 * `opening` a connection, `introducing` our sender, which is that of every mail, `sending` over it, or `ending` the message: once the line that ends it may have been sent, only an answer
 * says what became of it.
 */
type Step = 'opening' | 'introducing' | 'sending' | 'ending'

/** Whether the conversation ended without a word about the mail. */
export function isBroken(error: unknown): boolean {
  const { responseCode } = (error ?? {}) as Failure
  return typeof responseCode !== 'number' || responseCode === 421
}

/** What a failure of the SMTP library means for the mail. The server's words stay here: they may name somebody. */
export function refusalOf(error: unknown, step: Step): MailRefused {
  const failure = (error ?? {}) as Failure
  const word = typeof failure.code === 'string' ? failure.code : 'EUNKNOWN'
  const number = typeof failure.responseCode === 'number' ? failure.responseCode : null
  const enhanced = enhancedOf(failure.response)
  const reason = [word, number, enhanced].filter((part) => part !== null).join(' ')
  return new MailRefused(reason, kindOf({ word, number, enhanced, step, failure }))
}

function kindOf(told: {
  word: string
  number: number | null
  enhanced: string | null
  step: Step
  failure: Failure
}): RefusalKind {
  const { word, number, enhanced, step, failure } = told
  if (step === 'opening' || number === 421) return 'outage'
  if (number === null) {
    if (step === 'ending') return 'unsure'
    // Never left this machine: an address that cannot be written in SMTP, a mail without content.
    const local = (word === 'EENVELOPE' || word === 'EMESSAGE') && typeof failure.response !== 'string'
    if (local) return 'permanent'
    return step === 'introducing' ? 'outage' : 'temporary'
  }
  // Every mail of ours has this sender: only its size is the mail's own.
  if (failure.command === 'MAIL FROM' && number !== 552 && enhanced !== '5.3.4') return 'outage'
  if (number < 500) return 'temporary'
  if (failure.command === 'RCPT TO' && saysNobody(number, enhanced)) return 'address'
  return word === 'EENVELOPE' || word === 'EMESSAGE' ? 'permanent' : 'temporary'
}

/**
 * Whether a refusal says that nobody has this address: X.1.* (bad address) and X.2.1 (mailbox disabled) of RFC 3463; without such a
 * code 550, 551 and 553 of RFC 5321. 5.7.* is about policy, 5.2.2 a full mailbox: the address is right.
 */
function saysNobody(number: number, enhanced: string | null): boolean {
  if (enhanced) return /^5\.(1\.\d+|2\.1)$/.test(enhanced) && !/^5\.1\.[78]$/.test(enhanced)
  return number === 550 || number === 551 || number === 553
}

function enhancedOf(response: unknown): string | null {
  return typeof response === 'string'
    ? (/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null)
    : null
}
