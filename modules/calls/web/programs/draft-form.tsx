import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Notice } from '../../../../ui/index.ts'
import { Clash } from '../clash.tsx'
import type { useDraft } from './use-draft.ts'

type SaveProps = { draft: Omit<ReturnType<typeof useDraft<object>>, 'shown' | 'put'>; onTheirs: () => void }
type FormProps = SaveProps & { legend: string; mayEdit: boolean; children: ReactNode }

/** A form that is saved as a whole. Who may not write reads it. */
export function DraftForm({ draft, onTheirs, legend, mayEdit, children }: FormProps) {
  return (
    <form
      key={draft.revision}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        draft.save()
      }}
    >
      <fieldset className="calls-form" disabled={!mayEdit}>
        <legend className="dl-sr">{legend}</legend>
        {children}
        {mayEdit && <Save draft={draft} onTheirs={onTheirs} />}
      </fieldset>
    </form>
  )
}

/** Its foot: save, what went wrong, and both values where two wrote the same. */
function Save({ draft, onTheirs }: SaveProps) {
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
