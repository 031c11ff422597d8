import { fileURLToPath } from 'node:url'
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { SampleDeck } from './slides.ts'

/** Pixels; a point is still read on a phone that shows the page 340 wide. */
const WIDTH = 1280
const HEIGHT = 720
const MARGIN = 88
const QUALITY = 85
/** A colour for each deck, so that one sees from afar that somebody else presents. */
const COLOURS = ['#1a4480', '#00664f', '#6b3f73', '#8a4b0f'] as const
const INK = '#1b1b1b'
const FONTS = { Slides: 'LiberationSans-Regular.ttf', 'Slides Bold': 'LiberationSans-Bold.ttf' }

/** Draws page `n` (from 1) of a deck: its title, three points, whose it is. Below is room for the face of who speaks. */
export type Draw = (deck: SampleDeck, colour: number, n: number) => Promise<Buffer>

/** What draws pages as WebP pictures; null where the library for it is not installed: the call is then held without slides. */
export async function drawer(): Promise<Draw | null> {
  const library = await import('@napi-rs/canvas').catch(() => null)
  if (!library) return null
  for (const [name, font] of Object.entries(FONTS)) {
    const path = fileURLToPath(import.meta.resolve(`pdfjs-dist/standard_fonts/${font}`))
    library.GlobalFonts.registerFromPath(path, name)
  }
  return async (deck, colour, n) => {
    const canvas = library.createCanvas(WIDTH, HEIGHT)
    paint(canvas.getContext('2d'), deck, COLOURS[colour % COLOURS.length] ?? COLOURS[0], n)
    return await canvas.encode('webp', QUALITY)
  }
}

function paint(on: SKRSContext2D, deck: SampleDeck, colour: string, n: number): void {
  const { title, points } = deck.pages[n - 1] ?? { title: deck.title, points: [] }
  on.fillStyle = '#ffffff'
  on.fillRect(0, 0, WIDTH, HEIGHT)
  on.fillStyle = colour
  on.fillRect(0, 0, 24, HEIGHT)
  on.textBaseline = 'top'
  on.font = '28px Slides'
  on.fillText(deck.of, MARGIN, 44)
  on.font = '54px "Slides Bold"'
  const under = write(on, title, MARGIN, 92, 64)
  on.fillRect(MARGIN, under + 8, 160, 6)
  let top = under + 40
  on.font = '43px Slides'
  for (const point of points) {
    on.fillStyle = colour
    on.fillRect(MARGIN, top + 15, 14, 14)
    on.fillStyle = INK
    top = write(on, point, MARGIN + 44, top, 50) + 22
  }
  on.font = '24px Slides'
  on.fillStyle = '#5c5c5c'
  on.textAlign = 'right'
  on.fillText('Sample slides', WIDTH - MARGIN, 46)
  on.textAlign = 'left'
}

/** Writes words in lines that fit; answers where the next line would begin. */
function write(on: SKRSContext2D, words: string, left: number, top: number, step: number): number {
  let line = ''
  let at = top
  for (const word of words.split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (line && on.measureText(longer).width > WIDTH - left - MARGIN) {
      on.fillText(line, left, at)
      at += step
      line = word
    } else line = longer
  }
  on.fillText(line, left, at)
  return at + step
}
