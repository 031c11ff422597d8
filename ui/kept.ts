/**
 * What this browser keeps for somebody until the server has it, so that a reload loses nothing. `owner` is the id of a
 * personal link, or `desk` for staff; each thing lies under a key of its own, so that two windows do not overwrite each other.
 * A browser that keeps nothing (private windows, a full disk) works as if there were no such store.
 */
const keyOf = (owner: string, id: string): string => `dl-kept ${owner} ${id}`

const keysOf = (store: Storage, owner: string): string[] =>
  Array.from({ length: store.length }, (_, n) => store.key(n) ?? '').filter((key) =>
    key.startsWith(keyOf(owner, '')),
  )

function attempt<T>(what: (store: Storage) => T, otherwise: T): T {
  try {
    return what(localStorage)
  } catch {
    return otherwise
  }
}

export const keep = (owner: string, id: string, thing: object): void =>
  attempt((store) => store.setItem(keyOf(owner, id), JSON.stringify(thing)), undefined)

export const forget = (owner: string, id: string): void =>
  attempt((store) => store.removeItem(keyOf(owner, id)), undefined)

/** All of it, as it was kept; whoever reads it must not trust its shape. */
export const kept = (owner: string): unknown[] =>
  attempt((store) => keysOf(store, owner).map((key): unknown => JSON.parse(store.getItem(key) ?? 'null')), [])

/** The link was taken away: nothing of it stays in this browser. */
export const forgetAll = (owner: string): void =>
  attempt((store) => {
    for (const key of keysOf(store, owner)) store.removeItem(key)
  }, undefined)
