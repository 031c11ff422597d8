import { face as access } from '../modules/access/web/index.ts'
import { face as calls } from '../modules/calls/web/index.ts'
import { face as mail } from '../modules/mail/web/index.ts'
import { face as outcomes } from '../modules/outcomes/web/index.ts'
import { face as people } from '../modules/people/web/index.ts'
import { face as registration } from '../modules/registration/web/index.ts'
import { face as room } from '../modules/room/web/index.ts'
import type { SliceFace } from '../ui/face.tsx'

/** The slices' screens behind a session, one line each. */
export const faces: readonly SliceFace[] = [access, calls, room, registration, outcomes, mail, people]
