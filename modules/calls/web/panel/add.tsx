import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Notice } from '../../../../ui/index.ts'
import type { CallDto } from '../../contract.ts'
import { callsClient, newKey } from '../api.ts'
import { errorsOf, type MemberDraft, MemberFields } from './edit.tsx'
import { usePanelEdit } from './use-edit.ts'

const empty = { en: '', ur: null }

export function AddMember({ call, onClose }: { call: CallDto; onClose: () => void }) {
  const { t } = useTranslation('calls')
  const edit = usePanelEdit(call.id)
  const [key] = useState(newKey)
  const [draft, setDraft] = useState<MemberDraft>({
    role: call.panel.some((member) => member.role === 'host') ? 'panelist' : 'host',
    name: empty,
    title: empty,
    organization: empty,
    bio: empty,
    email: '',
  })
  const ready = draft.name.en.trim() && draft.title.en.trim() && draft.organization.en.trim()
  const add = () =>
    edit.mutate(
      () =>
        callsClient.addPanelMember(
          { call: call.id, ...draft, email: draft.email || null },
          { context: { idempotencyKey: key } },
        ),
      { onSuccess: onClose },
    )
  return (
    <Dialog
      open
      wide
      title={t('panel.add')}
      onClose={onClose}
      onSubmit={() => ready && !edit.isPending && add()}
      actions={
        <Button kind="primary" type="submit" off={!ready || edit.isPending} aria-describedby="add-why">
          {t('panel.add_now')}
        </Button>
      }
    >
      <MemberFields
        draft={draft}
        put={(change) => setDraft((before) => ({ ...before, ...change }))}
        errorOf={errorsOf(edit.error)}
      />
      {!ready && (
        <p id="add-why" className="dl-quiet">
          {t('panel.add_why')}
        </p>
      )}
      {edit.isError && (
        <Notice tone="bad" live>
          {edit.error.message}
        </Notice>
      )}
    </Dialog>
  )
}
