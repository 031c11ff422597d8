import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../../ui/api.ts'
import { Button, Dialog, Facts, useLocale } from '../../../../ui/index.ts'
import { Said, said } from '../said.tsx'

/** Whether somebody else wrote the same meanwhile: then nothing was written. */
export const isClash = (error: Error | null): error is ApiError =>
  error instanceof ApiError && error.reason === 'calls.changed_meanwhile'

/** What the others wrote, field by field. */
export const theirsIn = (error: ApiError): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(error.problem.params ?? {}).flatMap(([key, value]) =>
      key.endsWith('.theirs')
        ? [[key.slice(0, -'.theirs'.length), JSON.parse(String(value)) as unknown]]
        : [],
    ),
  )

type Props = { error: ApiError; onMine: () => void; onTheirs: () => void; onClose: () => void }

/** Both values of each field of a panel member or an item that two wrote at once: one is chosen, none is lost unseen. */
export function ClashOfPart({ error, onMine, onTheirs, onClose }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const value = (field: string, whose: 'mine' | 'theirs') => {
    const found: unknown = JSON.parse(String(error.problem.params?.[`${field}.${whose}`] ?? 'null'))
    return said(found, locale) ? <Said value={found} locale={locale} /> : t('together.empty')
  }
  return (
    <Dialog
      open
      title={t('together.clash_title')}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onClick={onMine}>
            {t('together.keep_mine')}
          </Button>
          <Button onClick={onTheirs}>{t('together.take_theirs')}</Button>
        </>
      }
    >
      <p>{t('together.clash_text')}</p>
      {Object.keys(theirsIn(error)).map((field) => (
        <section key={field}>
          <h3>{t(`history.fields.${field}` as 'history.fields.topic')}</h3>
          <Facts
            rows={(['mine', 'theirs'] as const).map((whose) => ({
              id: whose,
              term: t(`together.${whose}`),
              value: value(field, whose),
            }))}
          />
        </section>
      ))}
    </Dialog>
  )
}
