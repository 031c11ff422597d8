/** Those who want to be told of something; telling never throws. */
export function listeners<T>(): { add(listener: (what: T) => void): void; tell(what: T): void } {
  const all: ((what: T) => void)[] = []
  return {
    add: (listener) => void all.push(listener),
    tell(what) {
      for (const each of all) Promise.resolve(each(what)).catch(() => undefined)
    },
  }
}
