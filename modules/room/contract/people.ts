import { oc } from '@orpc/contract'
import { z } from 'zod'
import { CALL_ROLES } from '../../../kernel/actor.ts'
import { placeQuery } from '../../../kernel/pages.ts'
import { id } from '../../../kernel/schemas.ts'
import type { PersonView } from './views.ts'

const person = z.strictObject({
  id,
  name: z.string().nullable(),
  title: z.string().nullable(),
  organization: id.nullable(),
  organizationName: z.string().nullable(),
  roles: z.array(z.enum(CALL_ROLES)).readonly(),
  panelMember: id.nullable(),
  since: z.string(),
  count: z.int(),
}) satisfies z.ZodType<PersonView>

export const peopleContract = {
  /**
   * Who is in the room, by organization, then by name. Thousands are not for a socket: it carries who is on stage, and how many there are.
   */
  people: oc
    .route({ method: 'GET', path: '/calls/{call}/people', summary: 'Who is in the room of a call' })
    .input(z.strictObject({ call: id, search: z.string().max(100).optional(), ...placeQuery }))
    .output(z.strictObject({ items: z.array(person), next: z.string().nullable(), total: z.int() })),
}
