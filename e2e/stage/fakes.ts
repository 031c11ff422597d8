import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Who is heard by what tone, Hz, and seen by what colour (Y, U, V). */
export const VOICES = {
  host: { tone: 500, colour: [81, 90, 240] },
  secretary: { tone: 800, colour: [145, 54, 34] },
  moderator: { tone: 1700, colour: [210, 16, 146] },
  dana: { tone: 1250, colour: [41, 240, 110] },
  fay: { tone: 2200, colour: [106, 202, 222] },
  observer: { tone: 2700, colour: [170, 166, 16] },
  stranger: { tone: 3100, colour: [128, 128, 128] },
} as const
export type Voice = keyof typeof VOICES
export const NAMES = Object.keys(VOICES) as readonly Voice[]

/** Samples a second. */
export const RATE = 48_000
const SECONDS = 4

/** A microphone and a camera of somebody, as files for Chromium; made once. */
export async function devicesOf(voice: Voice): Promise<{ sound: string; picture: string }> {
  const folder = join(tmpdir(), 'direct-line-voices')
  await mkdir(folder, { recursive: true })
  const { tone, colour } = VOICES[voice]
  const sound = join(folder, `${tone}.wav`)
  const picture = join(folder, `${colour.join('-')}.y4m`)
  if (!existsSync(sound))
    await writeFile(
      sound,
      wav((n) => 9_000 * Math.sin((2 * Math.PI * tone * n) / RATE)),
    )
  if (!existsSync(picture)) await writeFile(picture, y4m(colour))
  return { sound, picture }
}

/** Mono sound of 16 bits, four seconds of it; `at` answers each sample, by its number. */
export function wav(at: (n: number) => number): Buffer {
  const samples = RATE * SECONDS
  const data = Buffer.alloc(44 + samples * 2)
  data.write('RIFF', 0)
  data.writeUInt32LE(36 + samples * 2, 4)
  data.write('WAVEfmt ', 8)
  data.writeUInt32LE(16, 16)
  data.writeUInt16LE(1, 20)
  data.writeUInt16LE(1, 22)
  data.writeUInt32LE(RATE, 24)
  data.writeUInt32LE(RATE * 2, 28)
  data.writeUInt16LE(2, 32)
  data.writeUInt16LE(16, 34)
  data.write('data', 36)
  data.writeUInt32LE(samples * 2, 40)
  for (let n = 0; n < samples; n++) data.writeInt16LE(Math.round(at(n)), 44 + n * 2)
  return data
}

const WIDTH = 320
const HEIGHT = 180

function y4m(colour: readonly number[]): Buffer {
  const [y = 0, u = 0, v = 0] = colour
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    Buffer.alloc(WIDTH * HEIGHT, y),
    Buffer.alloc((WIDTH * HEIGHT) / 4, u),
    Buffer.alloc((WIDTH * HEIGHT) / 4, v),
  ])
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F15:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([header, ...Array.from({ length: 15 }, () => frame)])
}
