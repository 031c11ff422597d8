import { type MyStage, type StageView, stageIdentity } from '../contract.ts'
import { maySpeak, permissionOf } from './stage.ts'
import type { Seen } from './view-parts.ts'
import type { RoomActor } from './who.ts'

export function stageViewOf({ state: { stage }, facts }: Seen): StageView {
  const { slides } = stage
  return {
    media: facts.media,
    layout: stage.layout,
    spotlight: stage.spotlight && stageIdentity(stage.spotlight),
    slides: slides && {
      deck: slides.deck,
      page: slides.page,
      pages: stage.decks.get(slides.deck) ?? slides.page,
      by: facts.panel.find(({ person }) => person === slides.by)?.id ?? null,
    },
  }
}

export const myStageOf = ({ state }: Seen, actor: RoomActor): MyStage => ({
  mayPublish: maySpeak(permissionOf(state, actor)),
  mutedAt: state.stage.muted.get(actor.person) ?? null,
  askedToUnmuteAt: state.stage.askedToUnmute.get(actor.person) ?? null,
})
