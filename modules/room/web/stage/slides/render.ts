import {
  GlobalWorkerOptions,
  getDocument,
  PasswordException,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist'
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { MAX_PAGE_BYTES, MAX_PAGES } from '../../../contract/stage.ts'
import { MAX_FILE_BYTES, SlidesRefused } from './problem.ts'

GlobalWorkerOptions.workerSrc = worker

/** Width of a page's picture, pixels: sharp on a large screen, some 60 to 200 kB. */
const WIDTH = 1600

export interface PagePicture {
  readonly page: number
  readonly blob: Blob
}

export interface OpenedSlides {
  readonly pages: number
  /** Turns one page into a picture. @throws when that page cannot be drawn */
  picture(page: number): Promise<PagePicture>
  close(): void
}

/** Opens a PDF in this browser; nothing of it goes anywhere. @throws SlidesRefused */
export async function openSlides(file: File): Promise<OpenedSlides> {
  if (file.size > MAX_FILE_BYTES) throw new SlidesRefused('too_large')
  const data = new Uint8Array(await file.arrayBuffer())
  if (!isPdf(data)) throw new SlidesRefused('not_pdf')
  // What is wrong with a file is said on the screen, not to the console.
  const task = getDocument({ data, verbosity: VerbosityLevel.ERRORS })
  const document = await task.promise.catch((error: unknown) => {
    throw new SlidesRefused(error instanceof PasswordException ? 'password' : 'broken')
  })
  if (document.numPages > MAX_PAGES) {
    void task.destroy()
    throw new SlidesRefused('too_long', document.numPages)
  }
  return {
    pages: document.numPages,
    picture: async (page) => ({ page, blob: await draw(document, page) }),
    close: () => void task.destroy(),
  }
}

/** The mark may stand anywhere in the first kilobyte. */
const isPdf = (data: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(data.subarray(0, 1024)).includes('%PDF-')

async function draw(document: PDFDocumentProxy, number: number): Promise<Blob> {
  const page = await document.getPage(number)
  const natural = page.getViewport({ scale: 1 })
  // A page taller than wide is limited by its height.
  const scale = Math.min(WIDTH / natural.width, WIDTH / natural.height)
  const viewport = page.getViewport({ scale })
  const canvas = globalThis.document.createElement('canvas')
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  await page.render({ canvas, viewport, background: '#ffffff' }).promise
  page.cleanup()
  return smallEnough(canvas)
}

/** WebP where the browser writes it, else JPEG; coarser until it is small enough. */
async function smallEnough(canvas: HTMLCanvasElement): Promise<Blob> {
  for (const [type, quality] of [
    ['image/webp', 0.85],
    ['image/jpeg', 0.85],
    ['image/jpeg', 0.6],
    ['image/jpeg', 0.35],
  ] as const) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
    if (blob && blob.type === type && blob.size <= MAX_PAGE_BYTES) return blob
  }
  throw new Error('page too large')
}
