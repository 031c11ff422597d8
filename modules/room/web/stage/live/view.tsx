import { type ReactNode, useRef } from 'react'
import { Icon, useKeys } from '../../../../../ui/index.ts'
import type { StageView } from '../../../contract/stage.ts'
import { useWords } from '../../use-words.ts'
import type { Scene } from '../scene.ts'
import { Slide } from '../slides/slide.tsx'
import { type Person, screenOf } from './people.ts'
import { Picture } from './picture.tsx'
import { Tile } from './tile.tsx'

type ViewProps = {
  readonly scene: Scene
  readonly people: readonly Person[]
  readonly stage: StageView
  readonly call: string
  readonly stale: boolean
  readonly bars: boolean
  readonly audioOnly: boolean
  readonly actions?: ((person: Person) => ReactNode) | undefined
}

/** What is seen of the stage: what is large, who stands beside it, and the others. F makes it fill the screen. */
export function View({ scene, people, stage, call, stale, bars, audioOnly, actions }: ViewProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const fill = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    else void frame.current?.requestFullscreen?.().catch(() => undefined)
  }
  useKeys([{ code: 'KeyF', label: t('live.keys.full_screen'), run: fill }])
  const tile = (identity: string, size: 'large' | 'pip' | 'strip') => {
    const person = people.find((each) => each.identity === identity)
    return person && <Tile key={identity} {...{ person, size, stale, bars }} actions={actions?.(person)} />
  }
  const { large, beside, strip } = scene
  return (
    <div className="dl-view" data-layout={scene.layout} data-large={large?.kind ?? 'none'} ref={frame}>
      {large && (
        <div className="dl-view__large">
          {large.kind === 'slides' && stage.slides && <Slide call={call} slides={stage.slides} />}
          {large.kind === 'screen' && (
            <Screen person={people.find((p) => p.identity === large.identity)} audioOnly={audioOnly} />
          )}
          {large.kind === 'person' && <ul>{tile(large.identity, 'large')}</ul>}
          {beside && (
            <ul className="dl-view__beside">
              {tile(beside, scene.layout === 'side by side' ? 'large' : 'pip')}
            </ul>
          )}
        </div>
      )}
      {strip.length > 0 && (
        <ul className="dl-view__strip" aria-label={t('live.on_stage')}>
          {strip.map((identity) => tile(identity, 'strip'))}
        </ul>
      )}
    </div>
  )
}

function Screen({ person, audioOnly }: { person: Person | undefined; audioOnly: boolean }) {
  const { t } = useWords()
  const track = person && screenOf(person.participant)
  if (!person) return null
  const name = t('live.screen_of', { name: person.who.name })
  if (!track) {
    return (
      <p className="dl-view__none">
        <Icon name="screen" />
        {audioOnly ? t('live.screen_not_fetched', { name: person.who.name }) : name}
      </p>
    )
  }
  return (
    <>
      <Picture track={track} label={name} whole />
      <p className="dl-view__of">{name}</p>
    </>
  )
}
