import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Empty, Notice, Skeleton, TextAreaField } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { TranslationRow } from '../../contract.ts'
import { outcomes } from '../api.ts'

type Props = { open: boolean; call: string; language: Locale; onClose: () => void }

/** Words of the record that were said in the other language, each with a place for its translation. */
export function Translations({ open, ...props }: Props) {
  return open ? <TranslationsDialog {...props} /> : null
}

function TranslationsDialog({ call, language, onClose }: Omit<Props, 'open'>) {
  const { t } = useTranslation('outcomes')
  const found = useQuery(outcomes.translations.queryOptions({ input: { call, locale: language } }))
  return (
    <Dialog
      open
      wide
      title={t('translations.title', { language: t(`language.${language}`) })}
      onClose={onClose}
    >
      <p className="dl-quiet" tabIndex={-1} data-focus>
        {t('translations.lead')}
      </p>
      {found.isPending && <Skeleton rows={4} />}
      {found.isError && <Empty icon="alert" title={found.error.message || t('editor.unreadable')} />}
      {found.data?.length === 0 && <Empty icon="check" title={t('translations.none')} />}
      {found.data?.map((row) => (
        <Translation key={row.of.seq} call={call} row={row} />
      ))}
    </Dialog>
  )
}

function Translation({ call, row }: { call: string; row: TranslationRow }) {
  const { t } = useTranslation('outcomes')
  const queries = useQueryClient()
  const [text, setText] = useState(row.translation ?? '')
  const keeping = useMutation(
    outcomes.translate.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: outcomes.key() }),
    }),
  )
  const isKept = text.trim() === (row.translation ?? '')
  return (
    <div className="ro-translation">
      <p className="dl-quiet">{t(`kinds.${row.kind.replaceAll(' ', '_')}`)}</p>
      <p className="dl-read" dir="auto">
        {row.text ?? t('removed')}
      </p>
      <TextAreaField
        name={`translation-${row.of.seq}`}
        label={t(`language.${row.locale}`)}
        lang={row.locale}
        dir={row.locale === 'ur' ? 'rtl' : 'ltr'}
        rows={3}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {!isKept && text.trim() !== '' && (
        <Button
          off={keeping.isPending}
          onClick={() => keeping.mutate({ call, seq: row.of.seq, locale: row.locale, text: text.trim() })}
        >
          {t('translations.keep')}
        </Button>
      )}
      {keeping.isError && (
        <Notice tone="bad" live>
          {keeping.error.message || t('editor.not_saved')}
        </Notice>
      )}
    </div>
  )
}
