import type { z } from 'zod'
import type { FormError } from '../contract/pages.ts'
import { type RegistrantInput, registrant } from '../contract.ts'

/** Fields of a posted form as the edge hands them over. */
export type Posted = Readonly<Record<string, string | readonly string[]>>

const one = (form: Posted, name: string): string => {
  const value = form[name]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}
const many = (form: Posted, name: string): string[] => {
  const value = form[name]
  return value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : [...value]
}
const orNull = (text: string): string | null => (text.trim() === '' ? null : text)
/** A control left alone sends an empty text: the schema's default then holds. */
const orDefault = (text: string): string | undefined => (text.trim() === '' ? undefined : text)

/** A field no person sees; whoever fills it in is a program. */
const TRAP = 'website'
export const isTrapped = (form: Posted): boolean => one(form, TRAP).trim() !== ''

export type ReadForm = { readonly registrant: RegistrantInput } | { readonly errors: readonly FormError[] }

/** Reads what was typed; every field at fault once, in the order of the form. */
export function readForm(form: Posted): ReadForm {
  const given = {
    name: one(form, 'name'),
    title: one(form, 'title'),
    email: one(form, 'email'),
    phone: orNull(one(form, 'phone')),
    organization: one(form, 'organization'),
    country: one(form, 'country'),
    sectors: many(form, 'sectors'),
    question: orNull(one(form, 'question')),
    visibility: orDefault(one(form, 'visibility')),
    showFirm: orDefault(one(form, 'showFirm')),
    language: orNull(one(form, 'language')),
    needs: many(form, 'needs').filter((need) => need !== 'other'),
    otherNeeds: orNull(one(form, 'otherNeeds')),
    notice: Number.parseInt(one(form, 'notice'), 10),
    noticeRead: one(form, 'noticeRead') === 'yes',
    source: orNull(one(form, 'source')),
  }
  const parsed = registrant.safeParse(given)
  if (parsed.success) return { registrant: parsed.data }
  const seen = new Set<string>()
  const errors = parsed.error.issues.flatMap((issue): FormError[] => {
    const field = String(issue.path[0] ?? '')
    if (seen.has(field)) return []
    seen.add(field)
    return [{ field, reason: reasonOf(issue, one(form, field)) }]
  })
  const order = Object.keys(given)
  return { errors: errors.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field)) }
}

const OURS = /^[a-z][a-z_.]+$/

function reasonOf(issue: z.core.$ZodIssue, typed: string): string {
  if (typed.trim() === '' && issue.path[0] !== 'noticeRead') return 'required'
  if (OURS.test(issue.message)) return issue.message
  return issue.code === 'too_big' ? 'too_long' : 'not_valid'
}
