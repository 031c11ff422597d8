import { sample } from '../demo/sample.ts'
import type { AnyModule } from '../kernel/module.ts'
import { access } from '../modules/access/module.ts'
import { calls } from '../modules/calls/module.ts'
import { mail } from '../modules/mail/module.ts'
import { outcomes } from '../modules/outcomes/module.ts'
import { people } from '../modules/people/module.ts'
import { registration } from '../modules/registration/module.ts'
import { room } from '../modules/room/module.ts'

/** The slices, one line each, and the sample program that the first-run page offers. */
export const modules: readonly AnyModule[] = [
  access,
  people,
  mail,
  calls,
  room,
  registration,
  outcomes,
  sample,
]
