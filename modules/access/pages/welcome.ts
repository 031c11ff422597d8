import { z } from 'zod'
import { type Actor, holdsRole } from '../../../kernel/actor.ts'
import { AppError, type FieldError } from '../../../kernel/errors.ts'
import type { PageRequest, PageResult } from '../../../kernel/module.ts'
import { email, line, zone } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { sampleCommands } from '../contract.ts'
import { readInstallation, userById } from '../reads.ts'
import { inkReads } from '../rules/brand.ts'
import { begin } from '../service/begin.ts'
import { FIRST_ADMINISTRATOR } from '../service/sign-in.ts'
import { field } from './sign-in.ts'

const NAMES = [
  'name',
  'email',
  'choice',
  'missionName',
  'missionNameUr',
  'homePlace',
  'homePlaceUr',
  'homeZone',
  'ink',
] as const

const optionalLine = (max: number) => z.union([z.literal('').transform(() => null), line(max)])
const whoAmI = { name: line(120), email }
const answers = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal('sample'), ...whoAmI }),
  z.object({
    choice: z.literal('empty'),
    ...whoAmI,
    missionName: line(120),
    missionNameUr: optionalLine(120),
    homePlace: line(80),
    homePlaceUr: optionalLine(80),
    homeZone: zone,
    ink: z
      .string()
      .toLowerCase()
      .regex(/^#[0-9a-f]{6}$/, 'not_a_colour')
      .refine(inkReads, 'ink_too_light'),
  }),
])

/** GET /welcome: the first-run page. Once it was answered there is nothing here any more. */
export async function welcomePage(tx: Tx, actor: Actor): Promise<PageResult> {
  if ((await mayAnswer(tx, actor)) === 'answered') return { redirect: '/desk' }
  const user = actor.kind === 'staff' ? await userById(tx, actor.user) : null
  const known = user && user.email !== FIRST_ADMINISTRATOR.email ? user : null
  const { homeZone, homePlace, homePlaceUr } = await readInstallation(tx)
  return view(
    {
      name: known?.name ?? '',
      email: known?.email ?? '',
      choice: 'empty',
      homeZone,
      homePlace,
      homePlaceUr: homePlaceUr ?? '',
      ink: '#162e51',
    },
    [],
  )
}

function view(values: Record<string, string>, errors: readonly FieldError[]): PageResult {
  const props = { values, errors, zones: Intl.supportedValuesOf('timeZone') }
  return { view: 'access/WelcomePage', props, ...(errors.length > 0 ? { status: 422 } : {}) }
}

/** POST /welcome: makes the installation, empty or with the sample program. */
export async function answerWelcomePage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  if ((await mayAnswer(tx, actor)) === 'answered') return { redirect: '/desk' }
  const values = Object.fromEntries(NAMES.map((name) => [name, field(request, name)]))
  const parsed = answers.safeParse(values)
  if (!parsed.success) {
    return view(
      values,
      parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), reason: message })),
    )
  }
  await begin(tx, actor, parsed.data)
  if (parsed.data.choice === 'sample') await tx.use(sampleCommands).load(tx, actor, {})
  return { redirect: '/desk' }
}

async function mayAnswer(tx: Tx, actor: Actor): Promise<'answered' | 'open'> {
  if (!holdsRole(actor, ['administrator'], null)) throw new AppError('forbidden', 'server.forbidden')
  return (await readInstallation(tx)).state === 'new' ? 'open' : 'answered'
}
