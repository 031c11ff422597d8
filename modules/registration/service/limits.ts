import { createLimiter } from '../../../kernel/limiter.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { PER_ADDRESS, PER_NETWORK } from '../rules/limits.ts'

const limiter = createLimiter()

/** Seconds until this network or this e-mail address may register again; null when it may now. */
export function waitBefore(tx: Tx, network: string, email: string): number | null {
  return (
    limiter.attempt(`network:${tx.signer.sign(network)}`, PER_NETWORK, tx.now) ??
    limiter.attempt(`address:${tx.signer.sign(email)}`, PER_ADDRESS, tx.now)
  )
}
