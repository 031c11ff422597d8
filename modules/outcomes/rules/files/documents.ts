import { calendarDay, dateTime, zoneName } from '../../../../kernel/format.ts'
import type { Locale } from '../../../../kernel/locale.ts'
import type { Answers, ReadoutText, Sentence } from '../../contract.ts'
import { type Label, rulesWord, stateKey } from './table.ts'
import type { Block } from './word.ts'

/** What is said of a sentence's source: how many events one note names before it only counts. */
const NAMED = 3

type Fill = (key: string, values: Readonly<Record<string, string | number>>) => string

/** The readout: headline, paragraphs, and beneath each sentence of the record where it stands there. */
export function readoutBlocks(
  { headline, paragraphs }: ReadoutText,
  state: string,
  label: Label,
  fill: Fill,
): Block[] {
  const say = ({ text }: Sentence) => text ?? `[${label('removed')}]`
  const note = ({ kind, sources }: Sentence): string | null => {
    if (sources.length === 0) return kind === 'written' ? label('note_written') : null
    const named = sources.slice(0, NAMED).map(({ stream, seq }) =>
      fill(stream.startsWith('record:') ? 'note_event' : 'note_other', {
        seq,
        of: stream.split(':')[0] ?? '',
      }),
    )
    const more = sources.length - named.length
    return [...named, ...(more > 0 ? [fill('note_more', { count: more })] : [])].join('; ')
  }
  return [
    { quiet: state },
    { heading: 1, text: say(headline) },
    ...paragraphs.map(
      (paragraph): Block => ({
        paragraph: paragraph.sentences.map((sentence) => ({ text: say(sentence), note: note(sentence) })),
      }),
    ),
  ]
}

/** The answer register: what is owed first, then every other question; then promises. */
export function answersBlocks(
  register: Answers,
  title: string,
  about: string,
  locale: Locale,
  label: Label,
  fill: Fill,
): Block[] {
  const { rows, promises, zone } = register
  const when = (at: string) => `${dateTime(at, zone, locale)} ${zoneName(at, zone)}`
  const due = (day: string | null) => (day ? calendarDay(day, locale) : label('no_due'))
  const owed = rows.filter((row) => row.owed)
  const rest = rows.filter((row) => !row.owed)
  const answered = (row: Answers['rows'][number]): string => {
    const said = row.answers.map((answer) => {
      const who = answer.speakerName ? `${answer.speakerName}, ` : ''
      const corrected =
        answer.before.length > 0 ? ` (${fill('corrected', { count: answer.before.length })})` : ''
      const closed =
        answer.groundRules === 'on the record' ? '' : ` (${rulesWord(answer.groundRules, label)})`
      return `${label(answer.how === 'live' ? 'said_live' : 'said_written')}: ${who}${when(answer.at)}${closed}${corrected}\n${answer.text ?? label('no_summary')}`
    })
    const owing = row.owed
      ? [`${label('head_owed_by')}: ${row.owed.ownerName ?? label('no_owner')}, ${due(row.owed.due)}`]
      : []
    const lines = [...said, ...owing]
    return lines.length > 0 ? lines.join('\n') : '—'
  }
  const table = (list: Answers['rows']): Block => ({
    table: {
      widths: [42, 16, 42],
      head: [label('head_question'), label('head_state'), label('head_answer')],
      rows: list.map((row) => [
        `${row.text ?? label('removed')}\n${row.organizationName ?? row.asker ?? ''}`.trim(),
        label(row.mergedInto ? 'state_merged' : stateKey(row.state)),
        answered(row),
      ]),
    },
  })
  const section = (head: string, list: Answers['rows']): Block[] =>
    list.length > 0 ? [{ heading: 2, text: label(head) }, table(list)] : []
  const promised: Block[] =
    promises.length === 0
      ? []
      : [
          { heading: 2, text: label('promises') },
          {
            table: {
              widths: [50, 25, 25],
              head: [label('head_promise'), label('head_owed_by'), label('head_due')],
              rows: promises.map((made) => [
                made.text ?? label('removed'),
                made.ownerName ?? label('no_owner'),
                made.withdrawn
                  ? label('state_withdrawn')
                  : made.fulfilled
                    ? label('state_kept')
                    : due(made.due),
              ]),
            },
          },
        ]
  return [
    { heading: 1, text: title },
    { quiet: about },
    ...(rows.length === 0 && promises.length === 0
      ? [{ paragraph: [{ text: label('nothing_asked') }] }]
      : []),
    ...section('owed_title', owed),
    ...section('rest_title', rest),
    ...promised,
  ]
}
