/** Characters that XML 1.0 cannot hold: a file with one of them would have to be repaired by whoever opens it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu

/** Text as XML can hold it: no control characters, no half of a surrogate pair. */
export const clean = (text: string): string => text.toWellFormed().replace(NOT_XML, '')
