/** A voice that is made, not spoken: a glottis, two formants and syllables. Nobody takes it for a person, and no two are alike. */
export interface Voice {
  /** Ten milliseconds of it, or of silence: mono, 48 kHz. */
  next(speaking: boolean): Int16Array
}

export const RATE = 48_000
export const FRAME = RATE / 100
const HARMONICS = 24
const VOWELS = [
  [730, 1090],
  [530, 1840],
  [390, 1990],
  [570, 840],
  [440, 1020],
] as const

/** `n`: which voice; each has its pitch and its pace. */
export function voiceOf(n: number): Voice {
  const pitch = 95 + ((n * 37) % 120)
  const pace = 3.2 + ((n * 0.7) % 1.6)
  let at = 0
  let phase = 0
  let loud = 0
  return {
    next(speaking) {
      const frame = new Int16Array(FRAME)
      const seconds = at / RATE
      const syllable = Math.floor(seconds * pace)
      const [first, second] = VOWELS[(syllable * 7 + n) % VOWELS.length] ?? VOWELS[0]
      // Every few words there is a breath.
      const breath = syllable % 11 === 10
      const f0 = pitch * (1 + 0.08 * Math.sin(seconds * 1.7 + n))
      const weights = Array.from({ length: HARMONICS }, (_, k) => {
        const f = f0 * (k + 1)
        return (
          (Math.exp(-(((f - first) / 130) ** 2)) + 0.5 * Math.exp(-(((f - second) / 180) ** 2)) + 0.05) /
          (k + 1) ** 0.3
        )
      })
      for (let i = 0; i < FRAME; i++) {
        const envelope = Math.sin(Math.PI * (((at + i) / RATE) * pace - syllable)) ** 2
        const wanted = speaking && !breath ? envelope : 0
        loud += (wanted - loud) * 0.002
        phase += (2 * Math.PI * f0) / RATE
        let sum = 0
        for (let k = 0; k < HARMONICS; k++) sum += (weights[k] ?? 0) * Math.sin(phase * (k + 1))
        frame[i] = Math.max(-32_000, Math.min(32_000, Math.round(sum * loud * 6_000)))
      }
      at += FRAME
      return frame
    },
  }
}
