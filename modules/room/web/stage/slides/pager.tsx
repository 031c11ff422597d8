import { Button, useKeys } from '../../../../../ui/index.ts'
import { useRoom } from '../../link.tsx'
import { useWords } from '../../use-words.ts'
import { useStageCommand } from '../command.ts'
import { stageOf } from '../state.ts'

/** Turns the pages that everybody sees, for whoever is on stage. */
export function SlidePager() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useStageCommand()
  const { slides } = stageOf(room)
  const off = busy || state.kind !== 'open'
  const turn = (by: 1 | -1) => {
    if (off || !slides) return
    const page = slides.page + by
    if (page >= 1 && page <= slides.pages) void command('showSlide', { deck: slides.deck, page })
  }
  useKeys(
    slides
      ? [
          { code: 'PageDown', label: t('slides.next'), run: () => turn(1) },
          { code: 'PageUp', label: t('slides.before'), run: () => turn(-1) },
        ]
      : [],
  )
  if (!slides) return null
  return (
    <section className="dl-pager" aria-label={t('slides.title')}>
      <Button size="l" icon="back" iconOnly off={off || slides.page <= 1} onClick={() => turn(-1)}>
        {t('slides.before')}
      </Button>
      <span className="dl-num">{t('slides.page_of', slides)}</span>
      <Button
        size="l"
        icon="forward"
        iconOnly
        off={off || slides.page >= slides.pages}
        onClick={() => turn(1)}
      >
        {t('slides.next')}
      </Button>
      <Button size="l" kind="quiet" off={off} onClick={() => void command('hideSlides', {})}>
        {t('slides.hide')}
      </Button>
    </section>
  )
}
