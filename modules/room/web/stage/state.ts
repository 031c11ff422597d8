import { type ClientRoom, entityOf, type MyStage, type StageView } from '../../contract.ts'

/** Without a word from the server there is no media: the written room stands alone. */
const OFF: StageView = { media: 'off', layout: 'viewer', spotlight: null, slides: null }
const NOTHING_OF_MINE: MyStage = { mayPublish: false, mutedAt: null, askedToUnmuteAt: null }

/** The stage as everybody in the room knows it; outside of it one knows only whether there is one. */
export const stageOf = (room: ClientRoom): StageView => ({ ...OFF, ...entityOf(room, 'stage') })

/** What concerns me of it. */
export const myStageOf = (room: ClientRoom): MyStage => entityOf(room, 'me')?.stage ?? NOTHING_OF_MINE
