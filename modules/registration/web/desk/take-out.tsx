import { useTranslation } from 'react-i18next'
import { ButtonLink, useLocale } from '../../../../ui/index.ts'

/** The registrations as a spreadsheet with its legend, or as CSV; that they were taken out is kept. */
export function TakeOut({ call }: { call: string }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const href = (format: string) => `/api/calls/${call}/registrations.${format}?text=${locale}`
  return (
    <span className="registrations__out">
      <ButtonLink size="s" icon="download" href={href('xlsx')} download>
        {t('desk.xlsx')}
      </ButtonLink>
      <ButtonLink size="s" icon="download" href={href('csv')} download>
        {t('desk.csv')}
      </ButtonLink>
    </span>
  )
}
