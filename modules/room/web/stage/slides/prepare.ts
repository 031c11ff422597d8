import { useRef, useState } from 'react'
import { apiClient } from '../../../../../ui/api.ts'
import { stageContract } from '../../../contract/stage.ts'
import { type SlidesProblem, SlidesRefused } from './problem.ts'

const slidesApi = apiClient(stageContract)

export type Preparing =
  | { readonly kind: 'still' }
  | { readonly kind: 'working'; readonly done: number; readonly pages: number }
  | { readonly kind: 'failed'; readonly problem: SlidesProblem; readonly pages: number }

interface Progress {
  /** Whether anybody still wants it. */
  wanted(): boolean
  page(done: number, pages: number): void
}

/** Turns a PDF into pictures in this browser and keeps them with the call, page by page. @throws SlidesRefused, ApiError */
async function keep(call: string, file: File, progress: Progress): Promise<void> {
  const { openSlides } = await import('./render.ts')
  const slides = await openSlides(file)
  try {
    const deck = await slidesApi.addDeck({ call, title: titleOf(file.name), pages: slides.pages })
    for (let page = 1; page <= slides.pages && progress.wanted(); page++) {
      const { blob } = await slides.picture(page)
      const type = blob.type === 'image/webp' ? 'image/webp' : 'image/jpeg'
      await slidesApi.addPage({ call, deck: deck.id, page, type, picture: await base64(blob) })
      progress.page(page, slides.pages)
    }
  } finally {
    slides.close()
  }
}

/** The work as state: how far it is, or why it cannot be done. `onPage`: one more page is kept. */
export function usePrepare(call: string, onPage: () => void) {
  const [state, setState] = useState<Preparing>({ kind: 'still' })
  const turn = useRef(0)
  const prepare = async (file: File) => {
    const mine = ++turn.current
    const wanted = () => mine === turn.current
    const say = (next: Preparing) => wanted() && setState(next)
    say({ kind: 'working', done: 0, pages: 0 })
    try {
      await keep(call, file, {
        wanted,
        page(done, pages) {
          say({ kind: 'working', done, pages })
          onPage()
        },
      })
      say({ kind: 'still' })
    } catch (error) {
      say({ kind: 'failed', ...reasonOf(error) })
    }
  }
  const cancel = () => {
    turn.current++
    setState({ kind: 'still' })
  }
  return { state, prepare, cancel }
}

const reasonOf = (error: unknown): { problem: SlidesProblem; pages: number } =>
  error instanceof SlidesRefused
    ? { problem: error.problem, pages: error.pages }
    : { problem: 'not_saved', pages: 0 }

/** The file's name without its ending. */
const titleOf = (name: string): string => name.replace(/\.pdf$/i, '').slice(0, 200) || 'PDF'

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  }
  return btoa(text)
}
