import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import i18next from 'i18next'
import { LOCALES, type Locale } from '../kernel/locale.ts'

/** Says `slice:key` in one language; plurals by `count`, values as `{{name}}`. */
export type Translator = (key: string, params?: Readonly<Record<string, unknown>>) => string

const root = join(import.meta.dirname, '..')

/** Every locale file of the tree: `modules/calls/locales/en.json` is namespace `calls`. */
function resources(): Record<Locale, Record<string, object>> {
  const found: Record<Locale, Record<string, object>> = { en: {}, ur: {} }
  for (const pattern of ['modules/*/locales/*.json', '{ui,web,server}/locales/*.json']) {
    for (const file of globSync(pattern, { cwd: root })) {
      const locale = LOCALES.find((known) => basename(file) === `${known}.json`)
      if (!locale) continue
      found[locale][basename(dirname(dirname(file)))] = JSON.parse(
        readFileSync(join(root, file), 'utf8'),
      ) as object
    }
  }
  return found
}

const instance = i18next.createInstance()
await instance.init({
  resources: resources(),
  fallbackLng: 'en',
  defaultNS: 'server',
  interpolation: { escapeValue: false },
})

export function translator(locale: Locale): Translator {
  const t = instance.getFixedT(locale)
  return (key, params) => t(key, { ...params })
}

/** The language of a request: asked for in the address, chosen before, or the browser's. */
export function localeOf(
  asked: string | undefined,
  chosen: string | undefined,
  accepted: string | undefined,
): Locale {
  const candidates = [
    asked,
    chosen,
    ...(accepted ?? '').split(',').map((part) => part.split(';')[0]?.trim().slice(0, 2)),
  ]
  return (
    candidates.map((c) => LOCALES.find((known) => known === c)).find((known) => known !== undefined) ?? 'en'
  )
}
