import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { Band, Desk, KeyBar, useKeys, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { Readout } from '../../contract.ts'
import { Aside } from './aside.tsx'
import { addedAfter } from './draft.ts'
import { Paper } from './paper.tsx'
import { newSentences, shownSentences } from './sentences.ts'
import { Sources } from './sources.tsx'
import { Toolbar } from './toolbar.tsx'
import { Translations } from './translations.tsx'
import { useDraft } from './use-draft.ts'
import { useSave } from './use-save.ts'
import { WordingDialog } from './wording.tsx'

type Open = 'wording' | 'translations' | null

/** The readout of a call that has ended, in one language at a time. */
export function Editor({ readout, bar }: { readout: Readout; bar: ReactNode }) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const [language, setLanguage] = useState<Locale>(locale)
  const [current, setCurrent] = useState<string | null>(null)
  const [open, setOpen] = useState<Open>(null)
  const inLanguage = readout.languages?.[language]
  if (!inLanguage) throw new Error('a readout without a text has no editor')
  const isLatest = readout.versions[0]?.version === readout.version
  const mayEdit = readout.mayEdit && isLatest
  const { draft, isChanged, isStale, takeUp, edit, forget } = useDraft(
    readout.call,
    language,
    inLanguage.text,
  )
  const save = useSave(readout, forget)
  const sentences = shownSentences(draft, inLanguage, readout.sources)
  const here = sentences.find((sentence) => sentence.key === current) ?? null

  const step = (): void => {
    const at = sentences.findIndex((sentence) => sentence.key === current)
    const next = sentences[(at + 1) % sentences.length]
    if (!next) return
    setCurrent(next.key)
    focusOn(`[data-sentence="${CSS.escape(next.key)}"] [role="button"]`)
  }
  const toSource = (): void => {
    const inSources = document.activeElement?.closest('.ro-sources') !== null
    if (!here) return
    focusOn(
      inSources
        ? `[data-sentence="${CSS.escape(here.key)}"] [role="button"]`
        : '.ro-sources .is-current button',
    )
  }
  useKeys([
    { code: 'ArrowDown', alt: true, label: t('keys.next'), run: step },
    { code: 'KeyS', alt: true, label: t('keys.source'), run: toSource },
    {
      code: 'KeyM',
      alt: true,
      label: t('keys.missing'),
      run: () => focusOn('.ro-aside .is-missing button, .ro-aside .is-missing a'),
    },
  ])

  return (
    <Desk
      fit
      className="ro"
      bar={bar}
      band={
        !isLatest && (
          <Band kind="lobby" title={t('editor.earlier', { version: number(readout.version, locale) })}>
            {t('editor.earlier_text')}
          </Band>
        )
      }
      foot={
        <KeyBar
          items={[
            { keys: 'Alt ↓', label: t('keys.next') },
            { keys: 'Alt S', label: t('keys.source') },
            { keys: 'Alt M', label: t('keys.missing') },
          ]}
          saved={t(isChanged ? 'editor.unsaved' : 'editor.saved', {
            version: number(readout.version, locale),
          })}
        />
      }
    >
      <Aside
        readout={readout}
        language={language}
        inLanguage={inLanguage}
        fresh={newSentences(draft, inLanguage)}
        mayEdit={mayEdit}
        edit={edit}
        onOpen={setOpen}
      />
      <div className="ro-middle">
        <Toolbar
          readout={readout}
          language={language}
          onLanguage={setLanguage}
          isChanged={isChanged}
          stale={isStale && mayEdit ? { takeUp, forget } : null}
          mayEdit={mayEdit}
          save={save}
          onSave={() => save.save(draft, language)}
          onDiscard={forget}
        />
        <Paper
          draft={draft}
          sentences={sentences}
          language={language}
          current={current}
          onPick={setCurrent}
        />
      </div>
      <Sources
        readout={readout}
        language={language}
        sentences={sentences}
        current={current}
        onPick={setCurrent}
        mayEdit={mayEdit}
        edit={edit}
        onAdd={(after) => {
          const key = `written:${crypto.randomUUID()}`
          edit((now) => addedAfter(now, after, { key, text: t('editor.new_sentence') }))
          setCurrent(key)
        }}
      />
      <WordingDialog open={open === 'wording'} readout={readout} onClose={() => setOpen(null)} />
      <Translations
        open={open === 'translations'}
        call={readout.call}
        language={language}
        onClose={() => setOpen(null)}
      />
    </Desk>
  )
}

/** After the screen has been drawn anew. */
function focusOn(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus())
}
