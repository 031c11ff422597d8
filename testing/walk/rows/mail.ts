import type { Expectation } from '../expectation.ts'
import { administrator, officers, officersAnywhere } from '../groups.ts'

/** Officers read how the mail of their calls went; its links, which let their bearer in, are for whoever administers the installation. */
export const mail: Expectation = {
  routes: {
    list: { may: officersAnywhere },
    filters: { may: officersAnywhere },
    queue: { may: officersAnywhere },
    tryNow: { may: officersAnywhere },
    address: { may: officersAnywhere, input: ({ registrant }) => ({ person: registrant }) },
    addressRight: { may: officers, input: ({ registrant }) => ({ person: registrant }) },
    read: { may: officers, input: ({ mail: id }) => ({ mail: id }) },
    reveal: { may: administrator, input: ({ mail: id }) => ({ mail: id }) },
    retry: { may: officersAnywhere, input: ({ nothing }) => ({ mail: nothing }), absent: true },
  },
  pages: { outbox: { may: officersAnywhere } },
}
