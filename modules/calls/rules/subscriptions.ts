import { z } from 'zod'
import type { Id, Signer } from '../../../kernel/ids.ts'
import type { Limit } from '../../../kernel/limiter.ts'
import { email, line } from '../../../kernel/schemas.ts'
import type { SubscribePageProps } from '../contract.ts'

/** Askings from one network address: a chamber's members may sit in one office. */
export const PER_NETWORK: Limit = { max: 30, seconds: 600 }
/** Mails that anybody can cause by typing an address. */
export const PER_ADDRESS: Limit = { max: 5, seconds: 86_400 }

const form = z.object({ name: line(120), email })

type Read =
  | { readonly asked: z.infer<typeof form> }
  | { readonly errors: SubscribePageProps['errors']; readonly values: SubscribePageProps['values'] }

const OURS: ReadonlySet<string> = new Set(['required', 'not_an_email', 'too_long', 'invisible_characters'])

/** Reads what was typed; every field at fault once. */
export function readAsking(posted: Readonly<Record<string, string | readonly string[]>>): Read {
  const one = (field: string) => [posted[field] ?? ''].flat()[0] ?? ''
  const values = { name: one('name'), email: one('email') }
  const parsed = form.safeParse(values)
  if (parsed.success) return { asked: parsed.data }
  const errors = (['name', 'email'] as const).flatMap((field) => {
    const issue = parsed.error.issues.find((each) => each.path[0] === field)
    if (!issue) return []
    const reason = values[field].trim() === '' ? 'required' : issue.message
    return [{ field, reason: OURS.has(reason) ? reason : 'not_valid' }]
  })
  return { errors, values }
}

const signed = (id: Id): string => `calls.subscription:${id}`

/** Where a subscriber confirms and ends: only her mails know it. */
export const subscriptionUrl = (id: Id, signer: Signer, publicUrl: string): string =>
  `${publicUrl}/subscriptions/${id}/${signer.sign(signed(id))}`

export const isSubscriptionLink = (id: Id, signature: string, signer: Signer): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) && signer.verify(signed(id), signature)
