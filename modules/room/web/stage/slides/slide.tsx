import { useEffect, useRef, useState } from 'react'
import { grantOf } from '../../../../../ui/api.ts'
import { pagePath, type StageView } from '../../../contract/stage.ts'
import { useWords } from '../../use-words.ts'

type Shown = NonNullable<StageView['slides']>

/** Pages that were fetched, newest last; a page back is there at once. */
const kept = new Map<string, Promise<ImageBitmap>>()
const KEPT_PAGES = 12

function picture(path: string): Promise<ImageBitmap> {
  const known = kept.get(path)
  if (known) return known
  const grant = grantOf(location.pathname)
  const coming = fetch(path, { credentials: 'same-origin', headers: grant ? { 'dl-grant': grant } : {} })
    .then((response) => {
      if (!response.ok) throw new Error(`page ${response.status}`)
      return response.blob()
    })
    .then((blob) => createImageBitmap(blob))
  kept.set(path, coming)
  coming.catch(() => kept.delete(path))
  const [oldest] = kept.keys()
  if (kept.size > KEPT_PAGES && oldest) kept.delete(oldest)
  return coming
}

/** One page of the slides: a still picture, so that it costs a weak line nothing while it stands. The next one is fetched ahead. */
export function Slide({ call, slides: { deck, page, pages } }: { call: string; slides: Shown }) {
  const { t } = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    setFailed(false)
    const draw = async () => {
      try {
        const image = await picture(pagePath(call, deck, page))
        const element = canvas.current
        if (gone || !element) return
        element.width = image.width
        element.height = image.height
        element.getContext('2d')?.drawImage(image, 0, 0)
        element.dataset['page'] = String(page)
        if (page < pages) void picture(pagePath(call, deck, page + 1)).catch(() => undefined)
      } catch {
        if (!gone) setFailed(true)
      }
    }
    void draw()
    return () => {
      gone = true
    }
  }, [call, deck, page, pages])
  return (
    <figure className="dl-slide">
      <canvas ref={canvas} role="img" aria-label={t('slides.page_of', { page, pages })} />
      <figcaption className="dl-num">
        {failed ? t('slides.not_fetched', { page }) : t('slides.page_of', { page, pages })}
      </figcaption>
    </figure>
  )
}
