import { z } from 'zod'
import { line } from '../../kernel/schemas.ts'
import file from './slides.json' with { type: 'json' }

const deckSchema = z.strictObject({
  /** What the script calls it. */
  as: z.string().regex(/^[a-z]+$/),
  title: line(200),
  /** The office that shows it. */
  of: line(200),
  pages: z
    .array(z.strictObject({ title: line(80), points: z.array(line(80)).length(3) }))
    .min(4)
    .max(6),
})
export type SampleDeck = z.infer<typeof deckSchema>

/** The slides of the presentations; their points are the words of the readout: demo/slides/slides.json. */
export const sampleDecks: readonly SampleDeck[] = z.array(deckSchema).parse(file)
