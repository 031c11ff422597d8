import { hostileCommand, nobody } from './hostile-commands.ts'
import type { Chance } from './random.ts'

/** What is wrong with a frame. */
export type Kind =
  | 'words'
  | 'no command'
  | 'deep'
  | 'binary'
  | 'oversized'
  | 'endless pieces'
  | 'broken'
  | 'not theirs'
  | 'replayed'

export interface Built {
  readonly kind: Kind
  readonly bytes: Buffer
}

/** A command of somebody else that was acknowledged under this id. */
export interface Stolen {
  readonly id: string
  readonly name: string
  readonly input: unknown
}

const TEXT = 0x81
const BINARY = 0x82

/** One frame: what it says is wrong, or how it is built (RFC 6455, section 5.2). What ends a socket at once comes seldom. */
export function rubbish(chance: Chance, stolen: readonly Stolen[]): Built {
  if (chance.oneIn(500)) return { kind: 'broken', bytes: noise(chance) }
  if (chance.oneIn(500)) return { kind: 'broken', bytes: masked(chance.below(256), command(chance), chance) }
  if (chance.oneIn(300)) return { kind: 'endless pieces', bytes: masked(0x01, command(chance), chance) }
  if (chance.oneIn(300)) return { kind: 'oversized', bytes: oversized(chance) }
  if (chance.oneIn(60)) return { kind: 'binary', bytes: masked(BINARY, bytesOf(chance), chance) }
  if (chance.oneIn(60)) return { kind: 'deep', bytes: masked(TEXT, deep(chance), chance) }
  if (chance.oneIn(60)) return { kind: 'words', bytes: masked(TEXT, bytesOf(chance), chance) }
  if (chance.oneIn(8)) return { kind: 'no command', bytes: masked(TEXT, noCommand(chance), chance) }
  if (chance.oneIn(3) && stolen.length > 0)
    return { kind: 'replayed', bytes: masked(TEXT, json(chance.pick(stolen)), chance) }
  return { kind: 'not theirs', bytes: masked(TEXT, command(chance), chance) }
}

const json = (said: object): Buffer => Buffer.from(JSON.stringify({ t: 'command', ...said }))
const noise = (chance: Chance): Buffer =>
  Buffer.from(Array.from({ length: 1 + chance.below(40) }, () => chance.below(256)))
const bytesOf = (chance: Chance): Buffer =>
  Buffer.from(Array.from({ length: chance.below(120) }, () => chance.below(256)))

function deep(chance: Chance): Buffer {
  const depth = 9 + chance.below(3000)
  return Buffer.from(
    `{"t":"command","id":"${nobody(chance)}","name":"vote","input":${'['.repeat(depth)}${']'.repeat(depth)}}`,
  )
}

/** Larger than a frame may be; or only says that it is. */
function oversized(chance: Chance): Buffer {
  if (chance.oneIn(2)) return masked(TEXT, Buffer.alloc(17_000 + chance.below(60_000), 0x78), chance)
  const head = Buffer.alloc(14)
  head[0] = TEXT
  head[1] = 0xff
  head.writeBigUInt64BE(BigInt(2 ** 40 + chance.below(2 ** 30)), 2)
  return head
}

/** Any command of the contract, not theirs or wrongly made; or a name that is none. */
function command(chance: Chance): Buffer {
  const id = nobody(chance)
  if (chance.oneIn(8))
    return json({ id, name: chance.pick(['__proto__', 'constructor', 'x'.repeat(40)]), input: {} })
  const { name, input } = hostileCommand(chance, 'door', [])
  return json({ id, name, input })
}

/** JSON or nearly, and no message of ours. */
function noCommand(chance: Chance): Buffer {
  const id = nobody(chance)
  return Buffer.from(
    chance.pick([
      '',
      'null',
      '{}',
      '{"t":"command"}',
      '{"t":"frame","seq":1,"put":{}}',
      `{"t":"command","id":"${id}","name":"enter","input":[[[`,
      `{"t":"command","id":"x","name":"vote","input":{}}`,
      `{"t":"command","id":"${id}","name":"vote","input":{},"as":"host"}`,
      `{"t":"command","id":"${id}","id":"${id}","name":["vote"],"input":{}}`,
      '\ud800'.repeat(3),
      'x'.repeat(2000),
    ]),
  )
}

function masked(first: number, payload: Buffer, chance: Chance): Buffer {
  const key = Buffer.from([chance.below(256), chance.below(256), chance.below(256), chance.below(256)])
  const size = payload.length > 65_535 ? 10 : payload.length > 125 ? 4 : 2
  const head = Buffer.alloc(size)
  head[0] = first
  head[1] = 0x80 | (size === 10 ? 127 : size === 4 ? 126 : payload.length)
  if (size === 4) head.writeUInt16BE(payload.length, 2)
  if (size === 10) head.writeBigUInt64BE(BigInt(payload.length), 2)
  return Buffer.concat([head, key, payload.map((byte, at) => byte ^ (key[at % 4] ?? 0))])
}
