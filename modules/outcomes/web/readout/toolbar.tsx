import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { Button, ButtonLink, Confirm, Notice, Segments, Tag, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { Readout } from '../../contract.ts'
import { Publication } from './publication.tsx'
import type { Save } from './use-save.ts'

type Props = {
  readout: Readout
  language: Locale
  onLanguage: (language: Locale) => void
  isChanged: boolean
  /** Words typed into an earlier version wait here. */
  stale: { takeUp: () => void; forget: () => void } | null
  mayEdit: boolean
  save: Save
  onSave: () => void
  onDiscard: () => void
}

/** State, language, and what can be done with the whole text. */
export function Toolbar(props: Props) {
  const { readout, language, onLanguage, isChanged, stale, mayEdit, save, onSave, onDiscard } = props
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const [asking, setAsking] = useState(false)
  const changes = readout.languages?.[language].changes.length ?? 0
  const html = `/api/calls/${readout.call}/readout.html?text=${language}&version=${readout.version}`
  const word = `/api/calls/${readout.call}/readout.docx?text=${language}&version=${readout.version}`
  return (
    <div className="ro-bar">
      <div className="ro-bar__row">
        {changes > 0 ? (
          <Tag tone="warn" icon="alert">
            {t('editor.changed', { count: changes })}
          </Tag>
        ) : (
          <Tag>{t('editor.draft')}</Tag>
        )}
        <p>
          {t(isChanged ? 'editor.unsaved' : 'editor.saved', { version: number(readout.version, locale) })}
        </p>
        <Segments
          label={t('editor.language')}
          items={(['en', 'ur'] as const).map((each) => ({
            id: each,
            label: t(`language.${each}`),
            current: each === language,
            onPick: () => onLanguage(each),
          }))}
        />
        <div className="ro-bar__end">
          <ButtonLink icon="download" href={word} download>
            {t('files.word')}
          </ButtonLink>
          <ButtonLink icon="print" href={html} target="_blank" rel="noreferrer">
            {t('editor.html')}
          </ButtonLink>
          {mayEdit && (
            <>
              {isChanged && <Button onClick={onDiscard}>{t('editor.discard')}</Button>}
              {!isChanged && (
                <Button off={save.busy} onClick={() => setAsking(true)}>
                  {t('editor.compile')}
                </Button>
              )}
              <Button
                kind="primary"
                off={!isChanged || save.busy}
                aria-describedby={isChanged ? undefined : 'ro-nothing'}
                onClick={onSave}
              >
                {t('editor.save')}
              </Button>
              {!isChanged && (
                <span id="ro-nothing" className="dl-sr">
                  {t('editor.nothing_to_save')}
                </span>
              )}
            </>
          )}
        </div>
      </div>
      <Publication readout={readout} mayEdit={mayEdit && !isChanged} save={save} />
      {stale && (
        <Notice
          tone="warn"
          action={
            <>
              <Button onClick={stale.takeUp}>{t('editor.take_up')}</Button>{' '}
              <Button kind="quiet" onClick={stale.forget}>
                {t('editor.discard')}
              </Button>
            </>
          }
        >
          {t('editor.stale')}
        </Notice>
      )}
      {save.error && (
        <Notice tone="bad" live>
          {save.error.message || t('editor.not_saved')}
        </Notice>
      )}
      <Confirm
        open={asking}
        title={t('editor.compile_title')}
        action={t('editor.compile_now')}
        busy={save.busy}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          save.compile()
        }}
      >
        <p>{t('editor.compile_text', { version: number(readout.version, locale) })}</p>
      </Confirm>
    </div>
  )
}
