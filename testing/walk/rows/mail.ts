import type { Expectation } from '../expectation.ts'
import { administrator } from '../groups.ts'

/** Mails hold personal links: for whoever administers the whole installation, and each look is kept. */
export const mail: Expectation = {
  routes: {
    list: { may: administrator },
    read: { may: administrator, input: ({ mail: id }) => ({ mail: id }) },
    reveal: { may: administrator, input: ({ mail: id }) => ({ mail: id }) },
    retry: { may: administrator, input: ({ nothing }) => ({ mail: nothing }), absent: true },
  },
  pages: { outbox: { may: administrator } },
}
