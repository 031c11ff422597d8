import { useTranslation } from 'react-i18next'
import { Button, ButtonLink, useLocale } from '../../../../ui/index.ts'

type Props = { call: string; what: 'attendance' | 'answers' }

/** What can be taken out of a list: a spreadsheet with its legend, CSV, the register as Word; and paper. */
export function Files({ call, what }: Props) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const href = (format: string) => `/api/calls/${call}/${what}.${format}?text=${locale}`
  return (
    <fieldset className="outcomes-files dl-noprint">
      <legend className="dl-sr">{t('files.label')}</legend>
      <ButtonLink icon="download" href={href('xlsx')} download>
        {t('files.xlsx')}
      </ButtonLink>
      <ButtonLink icon="download" href={href('csv')} download>
        {t('files.csv')}
      </ButtonLink>
      {what === 'answers' && (
        <ButtonLink icon="download" href={href('docx')} download>
          {t('files.word')}
        </ButtonLink>
      )}

      <Button icon="print" onClick={() => window.print()}>
        {t('files.print')}
      </Button>
    </fieldset>
  )
}
