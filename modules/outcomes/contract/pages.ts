import type { Localized } from '../../../kernel/schemas.ts'

/** What the public page of a readout knows. A sentence that is null was removed at a person's wish. */
export interface ReadoutPageProps {
  readonly call: {
    readonly slug: string
    readonly topic: Localized
    readonly startsAt: string | null
    readonly zone: string
  }
  readonly version: number
  readonly publishedAt: string
  readonly headline: string | null
  readonly paragraphs: readonly (readonly (string | null)[])[]
}
