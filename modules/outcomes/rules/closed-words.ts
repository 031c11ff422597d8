import type { GroundRules, RecordEvent } from '../../room/contract.ts'
import type { Content, ReadoutText } from '../contract.ts'
import { sentencesOf } from './changes.ts'
import { type Point, pointsOf } from './points.ts'
import { objection } from './readout/sayable.ts'

/** Fewer words than these are nobody's own: they may stand in any text. */
const OWN_WORDS = 4

const plain = (text: string): string =>
  text
    .toLocaleLowerCase('en')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const isTheirOwn = (text: string): boolean => plain(text).split(' ').length >= OWN_WORDS

/**
 * Why a text must not leave the house: the points of the record whose words stand in it though they may not be published.
 * Those are what was said off the record, and quotes whose publication is not granted: never asked, refused, or void because
 * the words or their speaker were corrected afterwards (then the former words are closed as well). Answers ids of entries.
 */
export function closedWordsIn(content: Content, record: readonly RecordEvent[]): string[] {
  const texts = [content.en, content.ur]
  return pointsOf('', record)
    .filter((point) => closedWordsOf(point, record).some((words) => texts.some((text) => holds(text, words))))
    .map(({ id }) => id)
}

function closedWordsOf(point: Point, record: readonly RecordEvent[]): string[] {
  const words = record.filter(
    (event) =>
      (event.type === 'entry.recorded' || event.type === 'entry.corrected') &&
      event.data.entry === point.id &&
      event.text !== null,
  )
  const why = objection(point)
  // Background names nobody: its words may be used, and whoever writes them by hand answers for that.
  const closed = why !== null && why !== 'background'
  const former = point.kind === 'quote' ? words.filter(({ seq }) => seq !== point.textSeq) : []
  const now = point.text
  return (closed ? words : former)
    .map(({ text }) => text ?? '')
    .filter((text) => isTheirOwn(text) && (closed || now === null || !plain(now).includes(plain(text))))
}

const holds = (text: ReadoutText, words: string): boolean =>
  sentencesOf(text).some((sentence) => sentence.text !== null && plain(sentence.text).includes(plain(words)))

/** Whether who said something may be named outside the house. */
export const mayBeNamed = (rules: GroundRules): boolean => rules === 'on the record'
/** Whether what was said may leave the house at all. */
export const mayBeTold = (rules: GroundRules): boolean => rules !== 'off the record'
