import { COUNTRIES } from '../../../kernel/countries.ts'
import { countryName, languageName } from '../../../ui/format.ts'
import type { Locale } from '../../../ui/locale.ts'
import { placeOfZone } from './page/when.tsx'

type Option = { value: string; label: string }

const byLabel = (locale: Locale) => {
  const collator = new Intl.Collator(locale)
  return (a: Option, b: Option) => collator.compare(a.label, b.label)
}

/** Every country in the reader's language and order. */
export const countryOptions = (locale: Locale): Option[] =>
  COUNTRIES.map((code) => ({ value: code, label: countryName(code, locale) })).sort(byLabel(locale))

/** Languages that calls are held in; ISO 639. */
const LANGUAGES =
  'en ur ar zh es fr pt ru de ja ko hi bn pa sd ps fa tr id ms vi th it nl pl uk ro el he sw am ha yo zu so ne si ta te my km lo mn kk uz az ka hy'.split(
    ' ',
  )

export const languageOptions = (locale: Locale): Option[] =>
  LANGUAGES.map((code) => ({ value: code, label: languageName(code, locale) })).sort(byLabel(locale))

/** Every zone; the ones that matter here come first. */
export function zoneOptions(first: readonly string[]): Option[] {
  const near = [...new Set(first)]
  const rest = Intl.supportedValuesOf('timeZone').filter((zone) => !near.includes(zone))
  return [...near, ...rest].map((zone) => ({ value: zone, label: zoneLabel(zone) }))
}

const zoneLabel = (zone: string): string => {
  const [region = '', ...place] = zone.split('/')
  return place.length > 0 ? `${placeOfZone(zone)} (${region})` : zone
}
