import { useTranslation } from 'react-i18next'
import { Button, Notice } from '../../../../ui/index.ts'
import { Clash } from '../clash.tsx'
import type { useDraft } from './use-draft.ts'

type Props = { draft: Omit<ReturnType<typeof useDraft<object>>, 'shown' | 'put'>; onTheirs: () => void }

/** The foot of a form that is saved as a whole: save, what went wrong, and both values where two wrote the same. */
export function Save({ draft, onTheirs }: Props) {
  const { t } = useTranslation('calls')
  return (
    <>
      <div className="dl-row">
        <Button kind="primary" type="submit" off={!draft.changed || draft.saving}>
          {t('panel.save')}
        </Button>
        {!draft.changed && <span className="dl-quiet">{t('edit.saved')}</span>}
      </div>
      {draft.clash && (
        <Clash
          error={draft.clash}
          onClose={draft.close}
          onMine={draft.mine}
          onTheirs={() => {
            draft.theirs()
            onTheirs()
          }}
        />
      )}
      {draft.error && !draft.clash && (
        <Notice tone="bad" live>
          {draft.error.message}
        </Notice>
      )}
    </>
  )
}
