import { z } from 'zod'
import { COMMAND_NAMES, COMMANDS, type CommandName, parseCommand } from '../../modules/room/contract.ts'
import type { Chance } from './random.ts'

/** Part of what JSON Schema says of an input; the contract's own schemas are the source, so a new command is tried from its first day. */
interface Shape {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly format?: string
}

const shapeOf = (name: CommandName): Shape =>
  z.toJSONSchema(COMMANDS[name], { io: 'input', unrepresentable: 'any' }) as Shape
const SHAPES = new Map(COMMAND_NAMES.map((name) => [name, shapeOf(name)]))

/** Where somebody of the audience stands who sends what is not theirs to send. */
export type Place = 'door' | 'inside'

/** What an attendee may really do there: of these only what is about nothing that exists, or is wrongly made, must be refused. */
const OWN: Readonly<Record<Place, readonly CommandName[]>> = {
  door: ['enter', 'leave'],
  inside: [
    ...(['enter', 'leave', 'countHere', 'raiseHand', 'lowerHand', 'acceptFloor', 'returnFloor'] as const),
    ...(['submitQuestion', 'vote', 'unvote'] as const),
  ],
}

export interface HostileCommand {
  readonly name: CommandName
  readonly input: unknown
  /** Fits the contract; it is refused for who sends it, or for what it is about. */
  readonly wellMade: boolean
}

/** @param real ids of what there is in the call: questions, people, entries */
export function hostileCommand(chance: Chance, place: Place, real: readonly string[]): HostileCommand {
  const name = chance.pick(COMMAND_NAMES)
  const shape = SHAPES.get(name) ?? {}
  const isOwn = OWN[place].includes(name)
  // About what really is there, unless it would be theirs to do.
  const ids = isOwn || real.length === 0 || chance.oneIn(3) ? null : real
  const input = fitting(chance, shape, ids)
  const mayPass = isOwn && !Object.values(shape.properties ?? {}).some(({ format }) => format === 'uuid')
  if (!mayPass && !chance.oneIn(3)) return { name, input, wellMade: true }
  for (;;) {
    const spoiled = spoil(chance, input)
    if (!mayPass || parseCommand(name, spoiled) === null)
      return { name, input: spoiled, wellMade: parseCommand(name, spoiled) !== null }
  }
}

export const nobody = (chance: Chance): string =>
  `00000000-0000-7000-8000-${String(chance.below(2 ** 31)).padStart(12, '0')}`

function fitting(chance: Chance, shape: Shape, ids: readonly string[] | null): unknown {
  const either = shape.anyOf ?? shape.oneOf
  if (either) return fitting(chance, chance.pick(either), ids)
  if ('const' in shape) return shape.const
  if (shape.enum) return chance.pick(shape.enum)
  const { type = 'null' } = shape
  switch (typeof type === 'string' ? type : chance.pick(type)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).flatMap(([field, of]) =>
          shape.required?.includes(field) || chance.oneIn(2) ? [[field, fitting(chance, of, ids)]] : [],
        ),
      )
    case 'string':
      return textFor(chance, shape, ids)
    case 'integer':
      return Math.min(shape.maximum ?? 20, (shape.minimum ?? 0) + chance.below(20))
    case 'boolean':
      return chance.oneIn(2)
    default:
      return null
  }
}

function textFor(chance: Chance, { format, maxLength }: Shape, ids: readonly string[] | null): string {
  if (format === 'uuid') return ids ? chance.pick(ids) : nobody(chance)
  if (format === 'date') return '2026-05-07'
  // Texts have a longest length; what has none and no format is a moment.
  return maxLength === undefined ? '2026-04-23T12:00:00Z' : 'Who let me in?'.slice(0, maxLength)
}

const WRONG: readonly unknown[] = [
  ...[true, 0, -1, 1e308, 0.5, '', ' ', 'x', [], [[]], {}],
  ...['\u202Eevil', '\u0000', '\ud800', "' or 1=1 --", '../../etc/passwd', 'x'.repeat(9000)],
  ...[{ $ne: null }, { kind: 'person' }, { kind: 'host', person: 1 }, '2026-13-32', 'NaN'],
]

/** One thing of it is wrong, or there is one thing too many, or it is something else altogether. */
function spoil(chance: Chance, input: unknown): unknown {
  if (chance.oneIn(6)) return chance.pick(WRONG)
  const fields = typeof input === 'object' && input !== null ? Object.keys(input) : []
  if (fields.length === 0 || chance.oneIn(4))
    return { ...Object(input), [chance.pick(['roles', 'as', 'actor', 'constructor'])]: ['host'] }
  const field = chance.pick(fields)
  return { ...Object(input), [field]: chance.oneIn(8) ? undefined : chance.pick(WRONG) }
}
