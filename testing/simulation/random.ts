/** Numbers that look random and are the same for the same seed (mulberry32, public domain). */
export interface Chance {
  /** 0 to below 1. */
  next(): number
  /** 0 to below `n`. */
  below(n: number): number
  pick<T>(from: readonly T[]): T
  oneIn(n: number): boolean
}

export function chanceOf(seed: number): Chance {
  let a = seed >>> 0
  const next = (): number => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = a
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next,
    below,
    oneIn: (n) => below(n) === 0,
    pick<T>(from: readonly T[]): T {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}
