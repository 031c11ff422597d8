import { system } from '../../../kernel/actor.ts'
import { BATCH, inBatches } from '../../../kernel/batches.ts'
import type { Id } from '../../../kernel/ids.ts'
import { createLimiter } from '../../../kernel/limiter.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import { peopleCommands } from '../../people/contract.ts'
import type { CallFacts } from '../contract.ts'
import { subscribersAfter } from '../reads/subscriptions.ts'
import { PER_ADDRESS, PER_NETWORK } from '../rules/subscriptions.ts'
import { askSubscription, lockSubscription, setSubscription } from '../store/subscriptions.ts'
import { factsById } from '../views/facts.ts'

const actor = system('calls')
const limiter = createLimiter()

/** Whether this network or this address asked too often. */
export const askedTooOften = (tx: Tx, network: string, email: string): boolean =>
  limiter.attempt(`network:${tx.signer.sign(network)}`, PER_NETWORK, tx.now) !== null ||
  limiter.attempt(`address:${tx.signer.sign(email)}`, PER_ADDRESS, tx.now) !== null

/** Somebody typed an address: nothing counts until the link in the mail to it is confirmed. */
export async function askToBeTold(
  tx: Tx,
  asked: {
    name: string
    email: string
    locale: Locale
    program: Id
    series: Id | null
  },
): Promise<void> {
  const { program, series, ...contact } = asked
  const { person } = await tx.use(peopleCommands).contact(tx, actor, contact)
  const subscription = await askSubscription(tx, { person, program, series })
  await note(tx, subscription.id, 'asked')
  await tx.use(mailCommands).send(tx, actor, {
    template: 'calls.subscription_asked',
    to: { person },
    about: { subscription: subscription.id },
    key: `calls.subscription:${subscription.id}:${subscription.asked}`,
  })
}

/** Confirms or ends; doing it twice changes nothing. */
export async function changeSubscription(tx: Tx, id: Id, to: 'confirmed' | 'ended'): Promise<void> {
  const subscription = await lockSubscription(tx, id)
  if (!subscription || subscription.state === to) return
  await setSubscription(tx, id, to)
  await note(tx, id, to)
}

const note = (tx: Tx, subscription: Id, what: 'asked' | 'confirmed' | 'ended') =>
  tx.emit({
    stream: `subscription:${subscription}`,
    type: `subscription.${what}`,
    audience: 'mission',
    data: { subscription },
  })

/** One mail for each announcing: a call that was taken back and announced anew is told of again. */
export const announcedKey = ({ id, publishedAt }: CallFacts, person: Id): string =>
  `calls.announced:${id}:${person}:${publishedAt?.epochMilliseconds ?? 0}`

/** A call was announced: its subscribers are told by a job, however many they are. */
export const announce = (tx: Tx, call: Id): Promise<void> => tx.enqueue('calls.tell-subscribers', { call })

/**
 * Tells subscribers of a call that was announced, batch by batch; one of the past (a sample, an import) is no news. Whatever kills it
 * in the middle, it begins anew, and nobody's mail is written twice. A call that is taken back meanwhile is told of no further.
 */
export const tellSubscribers = (app: AppContext, call: Id): Promise<void> =>
  inBatches(app, actor, (tx, after) => tellBatch(tx, call, after))

/** @returns the last person told; null when nobody is left */
async function tellBatch(tx: Tx, id: Id, after: Id | null): Promise<Id | null> {
  const call = await factsById(tx, id)
  if (call?.state !== 'published' || !call.startsAt) return null
  if (Temporal.Instant.compare(call.startsAt, tx.now) <= 0) return null
  const batch = await subscribersAfter(tx, call, after, BATCH)
  for (const { person, subscription } of batch) {
    await tx.use(mailCommands).send(tx, actor, {
      template: 'calls.call_announced',
      to: { person },
      about: { call: call.id, subscription },
      key: announcedKey(call, person),
    })
  }
  return batch.at(-1)?.person ?? null
}
