import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '../../../../ui/api.ts'
import { Button, FormPart, TextAreaField, TextField } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import { PLACEHOLDERS, type Placeholder } from '../../contract.ts'
import type { Draft } from './draft.ts'

type Props = { draft: Draft; onDraft: (draft: Draft) => void; fault: ApiError | null }

/** Subject and text in each language; either may be left out. */
export function Words({ draft, onDraft, fault }: Props) {
  return (['en', 'ur'] as const).map((language) => (
    <InLanguage
      key={language}
      language={language}
      written={draft[language]}
      onWritten={(written) => onDraft({ ...draft, [language]: written })}
      errorOf={(part) => fault?.field(`text.${language}.${part}`)}
    />
  ))
}

type LanguageProps = {
  language: Locale
  written: Draft['en']
  onWritten: (written: Draft['en']) => void
  errorOf: (part: 'subject' | 'body') => string | undefined
}

function InLanguage({ language, written, onWritten, errorOf }: LanguageProps) {
  const { t } = useTranslation('registration')
  const body = useRef<HTMLTextAreaElement>(null)
  /** At the cursor; what was selected is replaced, and the cursor goes behind it. */
  const insert = (placeholder: Placeholder) => {
    const field = body.current
    const from = field?.selectionStart ?? written.body.length
    const until = field?.selectionEnd ?? from
    const put = `{${placeholder}}`
    onWritten({ ...written, body: written.body.slice(0, from) + put + written.body.slice(until) })
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + put.length, from + put.length)
    })
  }
  return (
    <FormPart legend={t(`messages.page.in_${language}`)}>
      <TextField
        name={`subject-${language}`}
        label={t('messages.page.subject')}
        lang={language}
        dir={language === 'ur' ? 'rtl' : 'ltr'}
        maxLength={160}
        value={written.subject}
        error={errorOf('subject')}
        onChange={(event) => onWritten({ ...written, subject: event.target.value })}
      />
      <TextAreaField
        ref={body}
        name={`body-${language}`}
        label={t('messages.page.body')}
        lang={language}
        dir={language === 'ur' ? 'rtl' : 'ltr'}
        rows={9}
        maxLength={6000}
        value={written.body}
        error={errorOf('body')}
        onChange={(event) => onWritten({ ...written, body: event.target.value })}
      />
      <fieldset className="messages__fill">
        <legend>{t('messages.page.fill')}</legend>
        {PLACEHOLDERS.map((placeholder) => (
          <Button key={placeholder} size="s" onClick={() => insert(placeholder)}>
            {t(`messages.placeholders.${placeholder}`)}
          </Button>
        ))}
      </fieldset>
    </FormPart>
  )
}
