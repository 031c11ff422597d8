import type { Expectation } from '../expectation.ts'
import { administrator, officersAnywhere, staffAnywhere } from '../groups.ts'

/** The mission's files of people and organizations: for staff, across programs. Nobody of the outside world reads them. */
export const people: Expectation = {
  routes: {
    listOrganizations: { may: staffAnywhere },
    organization: { may: staffAnywhere, input: ({ organization }) => ({ organization }) },
    changeOrganization: { may: officersAnywhere, input: ({ organization }) => ({ organization }) },
    listPersons: { may: staffAnywhere },
    person: { may: staffAnywhere, input: ({ person }) => ({ person }) },
    changePerson: { may: officersAnywhere, input: ({ person }) => ({ person }) },
    erasePerson: { may: administrator, input: ({ nothing }) => ({ person: nothing }), absent: true },
  },
  pages: {},
}
