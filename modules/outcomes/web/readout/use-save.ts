import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { Readout } from '../../contract.ts'
import { outcomes } from '../api.ts'
import { type Draft, versionOf } from './draft.ts'

export type Save = ReturnType<typeof useSave>

/** Saving makes a version; compiling makes one from the record as it is. */
export function useSave(readout: Readout, onSaved: () => void) {
  const { t } = useTranslation('outcomes')
  const queries = useQueryClient()
  const announce = useAnnounce()
  const done = async (saved: Readout): Promise<void> => {
    onSaved()
    announce(t('editor.saved', { version: saved.version }))
    await queries.invalidateQueries({ queryKey: outcomes.key() })
  }
  const saving = useMutation(outcomes.save.mutationOptions({ onSuccess: done }))
  const compiling = useMutation(outcomes.compile.mutationOptions({ onSuccess: done }))
  const publishing = useMutation(
    outcomes.publish.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: outcomes.key() }),
    }),
  )
  const { call, version } = readout
  return {
    save: (draft: Draft, locale: Locale) =>
      saving.mutate(versionOf(draft, { call, basedOn: version, locale })),
    compile: () => compiling.mutate({ call }),
    publish: (which: number | null) => publishing.mutate({ call, version: which }),
    busy: publishing.isPending || saving.isPending || compiling.isPending,
    error: saving.error ?? compiling.error ?? publishing.error,
  }
}
