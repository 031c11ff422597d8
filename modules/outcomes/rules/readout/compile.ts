import type { Locale } from '../../../../kernel/locale.ts'
import { type Point, pointsOf } from '../points.ts'
import type { Say } from '../say.ts'
import { type Desk, type Draft, paragraphOf } from './draft.ts'
import { campaign, program } from './frame.ts'
import { gapsOf } from './gaps.ts'
import { growth, initiatives, voices } from './officials.ts'
import { headline, opening, panel } from './opening.ts'
import { remarks } from './remarks.ts'
import { sift, translated } from './sayable.ts'
import type { ReadoutSource } from './source.ts'

/**
 * The draft of a readout in one language, from the record and the announcement of its call and nothing else.
 * Pure: the same record gives the same words.
 */
export function compileReadout(source: ReadoutSource, locale: Locale, say: Say): Draft {
  const all: readonly Point[] = pointsOf(source.stream, source.record)
  const came = new Set(
    source.record.flatMap((event) => (event.type === 'person.entered' ? (event.data.panelMember ?? []) : [])),
  )
  const host = source.panel.find((seat) => seat.isHost) ?? null
  const others = source.panel.filter((seat) => seat.id !== host?.id)
  const absent = source.panel.filter((seat) => !came.has(seat.id))
  const { sayable, omissions } = sift(all, absent)
  const desk: Desk = {
    locale,
    say,
    source,
    points: sayable.map((point) => translated(point, source, locale)),
    host: host && came.has(host.id) ? host : null,
    officials: others.filter((seat) => came.has(seat.id)),
  }
  const { before, after } = remarks(desk)
  const paragraphs = [
    opening(desk),
    panel(desk),
    ...before,
    growth(desk),
    initiatives(desk),
    voices(desk),
    paragraphOf('closing', [...after, campaign(desk)]),
    program(desk),
  ].filter((paragraph) => paragraph !== null)
  const head = headline(desk)
  const sentences = [head, ...paragraphs.flatMap((paragraph) => paragraph.sentences)]
  return { headline: head, paragraphs, omissions, gaps: gapsOf(desk, all, sentences) }
}
