/** What was looked at, how it is, and what to do about it. `warning`: it works, and should be mended before a call. */
export interface Finding {
  readonly about: string
  readonly state: 'ok' | 'warning' | 'wrong'
  /** One sentence: how it is; and what to do where that is something. */
  readonly says: string
}

export const ok = (about: string, says: string): Finding => ({ about, state: 'ok', says })
export const warning = (about: string, says: string): Finding => ({ about, state: 'warning', says })
export const wrong = (about: string, says: string): Finding => ({ about, state: 'wrong', says })
