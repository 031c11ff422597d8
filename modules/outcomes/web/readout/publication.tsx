import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { Button, Confirm, Tag, useLocale } from '../../../../ui/index.ts'
import type { Readout } from '../../contract.ts'
import type { Save } from './use-save.ts'

/** Whether everybody may read it, and the button that changes that. */
export function Publication({ readout, mayEdit, save }: { readout: Readout; mayEdit: boolean; save: Save }) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const [asking, setAsking] = useState<'publish' | 'unpublish' | null>(null)
  const { published, version } = readout
  if (published === null && !mayEdit) return null
  const values = { version: number(version, locale) }
  return (
    <div className="ro-bar__row">
      {published !== null && (
        <>
          <Tag tone="good">{t('editor.published', { version: number(published, locale) })}</Tag>
          <a href={`/calls/${readout.slug}/readout`}>{t('editor.published_page')}</a>
        </>
      )}
      {mayEdit && published !== version && (
        <Button off={save.busy} onClick={() => setAsking('publish')}>
          {t('editor.publish')}
        </Button>
      )}
      {mayEdit && published !== null && (
        <Button kind="quiet" off={save.busy} onClick={() => setAsking('unpublish')}>
          {t('editor.unpublish')}
        </Button>
      )}
      {asking && (
        <Confirm
          open
          title={t(`editor.${asking}_title`, values)}
          action={t(`editor.${asking}_now`)}
          busy={save.busy}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            save.publish(asking === 'publish' ? version : null)
            setAsking(null)
          }}
        >
          <p>{t(`editor.${asking}_text`)}</p>
        </Confirm>
      )}
    </div>
  )
}
