/** Joins class names and leaves out what is not one, so that a condition can stand in the list. */
export function cx(...parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
}
