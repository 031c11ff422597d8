import { AppError } from '../../../kernel/errors.ts'

type Fields = Readonly<Record<string, unknown>>

const plain = (value: unknown): string => JSON.stringify(value ?? null)
const isText = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && ('en' in value || 'ur' in value)

/**
 * The fields somebody else changed since the writer began, where she would now write something else. A text is two fields: its languages.
 * @param set what is written; `base` what stood there when the writer began (a field without one is not asked about)
 */
function clashesIn(
  current: object,
  after: object,
  { set, base = {} }: { set: object; base?: Fields | undefined },
): readonly string[] {
  const [now, next, written] = [current as Fields, after as Fields, set as Fields]
  return Object.keys(written).filter((field) => {
    if (!(field in base) || plain(now[field]) === plain(next[field])) return false
    const [was, is, wanted] = [base[field], now[field], written[field]]
    if (!(isText(was) && isText(is) && isText(wanted))) return plain(was) !== plain(is)
    return Object.keys(wanted).some((language) => plain(was[language]) !== plain(is[language]))
  })
}

/**
 * Nothing is silently overwritten: names each clashing field, with both values as JSON in the problem's `params`.
 * @throws AppError `conflict` `calls.changed_meanwhile`
 */
export function refuseClashes(
  current: object,
  after: object,
  change: { set: object; base?: Fields | undefined },
): void {
  const fields = clashesIn(current, after, change)
  if (fields.length === 0) return
  const [theirs, mine] = [current as Fields, after as Fields]
  throw new AppError('conflict', 'calls.changed_meanwhile', {
    params: Object.fromEntries(
      fields.flatMap((field) => [
        [`${field}.theirs`, plain(theirs[field])],
        [`${field}.mine`, plain(mine[field])],
      ]),
    ),
    fields: fields.map((field) => ({ path: `set.${field}`, reason: 'calls.changed_meanwhile' })),
  })
}
