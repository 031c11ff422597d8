import type { MyStage, StageView } from '../../contract/stage.ts'
import type { ClientRoom } from '../../contract.ts'

/** Without a word from the server there is no media: the written room stands alone. */
const OFF: StageView = { media: 'off', layout: 'viewer', spotlight: null, slides: null }
const NOTHING_OF_MINE: MyStage = { mayPublish: false, mutedAt: null, askedToUnmuteAt: null }

/** The stage as everybody knows it. */
export const stageOf = (room: ClientRoom): StageView =>
  (room.entities['stage'] as StageView | undefined) ?? OFF

/** What concerns me of it. */
export const myStageOf = (room: ClientRoom): MyStage =>
  (room.entities['me'] as { stage?: MyStage } | undefined)?.stage ?? NOTHING_OF_MINE
