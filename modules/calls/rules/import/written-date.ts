const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const MONTH =
  '(January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)'
const DAY = '(?:(Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\.?,?\\s+)?'
const NUMBER = '(\\d{1,2})(?:st|nd|rd|th)?'

/** `Thursday, November 13, 2014`, `13 November 2014`, `2014-11-13`. */
const WRITTEN = new RegExp(
  `${DAY}(?:${MONTH}\\s+${NUMBER}(?:,?\\s+(\\d{4}))?|${NUMBER}\\s+${MONTH},?(?:\\s+(\\d{4}))?|(\\d{4})-(\\d\\d)-(\\d\\d))(?!\\d)`,
  'giu',
)
/** `04/05/2014` is April in one country and May in another. */
export const NUMERIC = /\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/

export interface WrittenDate {
  readonly index: number
  readonly length: number
  readonly said: string
  readonly weekday: number | null
  readonly day: number
  readonly month: number
  readonly year: number | null
}

/** Every date in a text, as it is written: whether there is such a day is asked by `dayOf`. */
export function writtenDates(text: string): readonly WrittenDate[] {
  return [...text.matchAll(WRITTEN)].map((match) => {
    const [said, weekday, month1, day1, year1, day2, month2, year2, isoYear, isoMonth, isoDay] = match
    const month = month1 ?? month2
    const year = isoYear ?? year1 ?? year2
    return {
      index: match.index,
      length: said.length,
      said,
      weekday: weekday ? DAYS.indexOf(weekday.slice(0, 3).toLowerCase()) + 1 : null,
      day: Number(isoDay ?? day1 ?? day2),
      month: month ? MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1 : Number(isoMonth),
      year: year ? Number(year) : null,
    }
  })
}

/** The day of the calendar; or in words why there is none. */
export function dayOf(date: WrittenDate, year: number): Temporal.PlainDate | string {
  try {
    const day = Temporal.PlainDate.from({ year, month: date.month, day: date.day }, { overflow: 'reject' })
    if (date.weekday !== null && date.weekday !== day.dayOfWeek) {
      return `“${date.said}” names another day of the week than the calendar has for ${day.toString()}`
    }
    return day
  } catch {
    return `“${date.said}” is a date that does not exist`
  }
}
