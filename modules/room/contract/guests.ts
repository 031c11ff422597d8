/** Somebody without a link of their own, entered at the desk. */
export interface GuestName {
  readonly name: string | null
  readonly organizationName: string | null
}

/** The text of `guest.came`: name and firm, a line each; null when neither is known. */
export const guestText = ({ name, organizationName }: GuestName): string | null =>
  name === null && organizationName === null ? null : `${name ?? ''}\n${organizationName ?? ''}`

/** Reads it back. What was not said or was erased is null. */
export function guestNameOf(text: string | null): GuestName {
  const [name = '', organizationName = ''] = (text ?? '').split('\n')
  return { name: name || null, organizationName: organizationName || null }
}

/** Two spellings of a firm that differ in case and spaces only are one firm. */
export const firmKey = (name: string): string => name.trim().replace(/\s+/gu, ' ').toLocaleLowerCase('en')
