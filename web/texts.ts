import type { Locale } from '../ui/locale.ts'

const files = import.meta.glob<object>(['/modules/*/locales/*.json', '/{ui,web}/locales/*.json'], {
  import: 'default',
})

/** All slices' texts in one language; each file is a small chunk of its own, so that the other language is never loaded. */
export async function loadTexts(locale: Locale): Promise<Record<string, object>> {
  const wanted = Object.entries(files).flatMap(([file, load]) => {
    const [, slice, language] = /([^/]+)\/locales\/(\w+)\.json$/.exec(file) ?? []
    return slice && language === locale ? [load().then((keys) => [slice, keys] as const)] : []
  })
  return Object.fromEntries(await Promise.all(wanted))
}
