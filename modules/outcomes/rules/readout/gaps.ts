import type { Gap, GapKey, Sentence } from '../../contract.ts'
import { attendanceOf, attendeesOf } from '../attendance.ts'
import type { Point } from '../points.ts'
import type { Desk } from './draft.ts'
import { byHost } from './sayable.ts'

/** What a draft lacks, each with how many; a key with none is not listed. */
export function gapsOf(desk: Desk, all: readonly Point[], sentences: readonly Sentence[]): Gap[] {
  const { locale, source, host, officials, points } = desk
  const came = attendeesOf(attendanceOf(source.stream, source.record))
  const { wording } = source
  const onTheRecord = points.filter((point) => point.kind !== 'quote')
  const counts: readonly (readonly [GapKey, number])[] = [
    ['nobody attended', came.length === 0 ? 1 : 0],
    [
      'people without organization',
      came.filter((presence) => presence.organization === null && !presence.guest?.organizationName).length,
    ],
    ['no host', host ? 0 : 1],
    ['no audience wording', wording.audience && wording.audienceShort ? 0 : 1],
    ['no officials wording', wording.officials && wording.officialsShort ? 0 : 1],
    ['no subject wording', wording.subject && wording.subjectShort ? 0 : 1],
    ['no title', officials.filter((seat) => !seat.title || !seat.organization).length],
    ['nothing recorded', points.length === 0 ? 1 : 0],
    [
      'nothing discussed',
      onTheRecord.some((point) => point.kind === 'topic' && point.aspect === null) ? 0 : 1,
    ],
    [
      'no initiatives',
      onTheRecord.some((point) => point.aspect === 'initiative' && !byHost(point, host)) ? 0 : 1,
    ],
    ['quotes waiting', all.filter(waits).length],
    ['no program description', source.program?.value.description ? 0 : 1],
    ['other language', sentences.filter((sentence) => foreign[locale].test(sentence.text ?? '')).length],
    ['removed', points.filter((point) => point.text === null).length],
    ['number differs', source.number === source.earlier.length + 1 ? 0 : 1],
  ]
  return counts.filter(([, count]) => count > 0).map(([key, count]) => ({ key, count }))
}

const waits = (point: Point): boolean =>
  point.kind === 'quote' &&
  point.groundRules === 'on the record' &&
  (point.publication === 'not asked' || point.publication === 'asked')

/** Whether a sentence holds words of the other language: somebody has to translate them. */
const foreign = { en: /\p{Script=Arabic}/u, ur: /\p{Script=Latin}+(?:[ -]\p{Script=Latin}+){2}/u } as const
