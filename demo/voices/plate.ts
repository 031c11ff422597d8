export const WIDTH = 320
export const HEIGHT = 180

/** Capital letters in five columns and seven rows, a row in five bits. */
const LETTERS: Readonly<Record<string, readonly number[]>> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  C: [14, 17, 16, 16, 16, 17, 14],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  F: [31, 16, 16, 30, 16, 16, 16],
  G: [14, 17, 16, 23, 17, 17, 15],
  H: [17, 17, 17, 31, 17, 17, 17],
  I: [14, 4, 4, 4, 4, 4, 14],
  J: [7, 2, 2, 2, 2, 18, 12],
  K: [17, 18, 20, 24, 20, 18, 17],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  Q: [14, 17, 17, 17, 21, 18, 13],
  R: [30, 17, 17, 30, 20, 18, 17],
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  U: [17, 17, 17, 17, 17, 17, 14],
  V: [17, 17, 17, 17, 17, 10, 4],
  W: [17, 17, 17, 21, 21, 21, 10],
  X: [17, 17, 10, 4, 10, 17, 17],
  Y: [17, 17, 10, 4, 4, 4, 4],
  Z: [31, 1, 2, 4, 8, 16, 31],
}
const SCALE = 9

/** A picture of two letters that sway, on a colour of one's own, with a bar that moves while one speaks. RGBA. */
export function plateOf(initials: string, n: number, tick: number, speaking: boolean): Uint8Array {
  const [r, g, b] = [(40 + n * 53) % 120, (60 + n * 31) % 110, (90 + n * 17) % 130]
  const picture = new Uint8Array(WIDTH * HEIGHT * 4)
  for (let at = 0; at < picture.length; at += 4) picture.set([r, g, b, 255], at)
  const box = (left: number, top: number, width: number, height: number, shade: number): void => {
    for (let y = Math.max(0, top); y < Math.min(HEIGHT, top + height); y++)
      for (let x = Math.max(0, left); x < Math.min(WIDTH, left + width); x++)
        picture.fill(shade, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3)
  }
  const sway = Math.round(6 * Math.sin(tick / 4))
  ;[...initials].slice(0, 2).forEach((letter, place) => {
    LETTERS[letter]?.forEach((row, y) => {
      for (let x = 0; x < 5; x++)
        if (row & (16 >> x)) box(106 + place * 58 + sway + x * SCALE, 40 + y * SCALE, SCALE, SCALE, 240)
    })
  })
  box(40, 118, speaking ? 60 + ((tick * 37) % 180) : 240, 6, speaking ? 250 : 130)
  return picture
}
