import type { FormError, RegisterPageProps } from '../../contract/pages.ts'

type Say = (key: string, params?: Record<string, unknown>) => string

/** What was typed and what is wrong with it, ready for the fields. */
export interface TypedForm {
  text(name: string): string
  list(name: string): readonly string[]
  /** The error's sentence; undefined when the field is fine. */
  error(name: string): string | undefined
  say(field: string, reason: string): string
}

/** Reasons with a dot belong to a slice (`registration.shared_mailbox`); the others are of all forms. */
export function formOf(values: RegisterPageProps['values'], errors: readonly FormError[], t: Say): TypedForm {
  const list = (name: string): readonly string[] => {
    const value = values[name]
    return value === undefined ? [] : typeof value === 'string' ? [value] : value
  }
  const say = (field: string, reason: string) => {
    if (reason === 'required') return t(`registration:needed.${field}`)
    const [slice, ...key] = reason.split('.')
    return key.length > 0 ? t(`${slice}:errors.${key.join('.')}`) : t(`registration:fields.${reason}`)
  }
  return {
    list,
    text: (name) => list(name)[0] ?? '',
    say,
    error(name) {
      const found = errors.find((error) => error.field === name)
      return found && say(name, found.reason)
    },
  }
}
