import freeMailDomains from 'email-providers/all.json' with { type: 'json' }

/** Providers of personal addresses that the list lacks. */
const ALSO_FREE = [
  'fastmail.com',
  'tutanota.com',
  'tuta.com',
  'yahoo.com.pk',
  'live.co.uk',
  'pm.me',
  'duck.com',
]
const free: ReadonlySet<string> = new Set([...freeMailDomains, ...ALSO_FREE])

/** The domain behind the last @, lower case. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

/** Whether anybody can have an address there: such a domain says nothing about a firm. */
export const isFreeMail = (domain: string): boolean => free.has(domain)

/** Words at the end of a name that say the legal form only. */
const LEGAL_FORMS = new Set(
  [
    'inc incorporated llc llp lp ltd limited corp corporation co company plc pc gmbh ag kg sa sas sarl bv nv ab oy as aps spa srl pty pvt private pte kk fze fzco smc',
  ].flatMap((forms) => forms.split(' ')),
)

/**
 * What two spellings of one organization's name have in common: no case, accents, punctuation, legal form at the end.
 * `Northvale Cloud, Inc.` and `NORTHVALE CLOUD` are the same; a name of legal forms only stays as it is.
 */
export function organizationKey(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    // One letter in two code points: Arabic and Urdu yeh, kaf.
    .replace(/ي/g, 'ی')
    .replace(/ك/g, 'ک')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’.]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const kept = [...words]
  if (kept[0] === 'the' && kept.length > 1) kept.shift()
  while (kept.length > 1 && LEGAL_FORMS.has(kept.at(-1) ?? '')) kept.pop()
  return (kept.length > 0 ? kept : words).join(' ') || name.normalize('NFKC').trim().toLowerCase()
}
