/** More than any program's feed: the one of 2014 has 5 kB. */
const LARGEST_FEED = 5 * 1024 * 1024

/** Why a file is no feed we read: a key under `errors` of this slice. */
export type Refusal =
  | 'feed_too_large'
  | 'feed_not_in_its_encoding'
  | 'feed_unknown_encoding'
  | 'feed_with_doctype'

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/

/**
 * The text of an XML file in the encoding that it declares (UTF-8 when it does not). A file whose bytes are not in that encoding is refused
 * rather than read with wrong letters; so is a document type, where entities would be declared (XXE, and entities that grow).
 */
export function readXml(bytes: Uint8Array): { readonly text: string } | { readonly refusal: Refusal } {
  if (bytes.length > LARGEST_FEED) return { refusal: 'feed_too_large' }
  const declared = DECLARED.exec(String.fromCharCode(...bytes.subarray(0, 200)))?.[1] ?? 'utf-8'
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const label = utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : declared
  const text = decoded(bytes, label)
  if (text === null) return { refusal: 'feed_unknown_encoding' }
  if (text === undefined) return { refusal: 'feed_not_in_its_encoding' }
  // One byte for a letter is always "right": what is also UTF-8 with letters of several bytes was not written in it.
  if (!isUnicode(label) && bytes.some((byte) => byte > 0x7f) && typeof decoded(bytes, 'utf-8') === 'string') {
    return { refusal: 'feed_not_in_its_encoding' }
  }
  return /<!(DOCTYPE|ENTITY)/i.test(text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''))
    ? { refusal: 'feed_with_doctype' }
    : { text }
}

const isUnicode = (label: string): boolean => /^utf-?(8|16(le|be)?)$/i.test(label)

/** Undefined: the bytes are not in this encoding; null: there is no such encoding. */
function decoded(bytes: Uint8Array, label: string): string | undefined | null {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(label, { fatal: true })
  } catch {
    return null
  }
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
