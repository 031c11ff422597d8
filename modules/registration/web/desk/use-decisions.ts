import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../../ui/api.ts'
import { timeOf } from '../../../../ui/format.ts'
import { useLocale, useToast } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { Counts, Decision, DecisionResult, DeclineReason } from '../../contract.ts'
import { registrationClient, registrations } from '../api.ts'

export interface Chosen {
  readonly decision: Decision
  readonly reason?: DeclineReason
  readonly note?: string | null
}

/** What could not be done with a row, in words; `again` when trying again may help. */
export interface Mark {
  readonly text: string
  readonly again: Chosen | null
}

/** Decides, says what became of it, keeps a mark at each row that could not be, and lets the last action be taken back. */
export function useDecisions(call: string, after: (done: ReadonlySet<string>) => void, reload: () => void) {
  const { t } = useTranslation('registration')
  const toast = useToast()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map())
  const [busy, setBusy] = useState(false)

  const mark = (entries: readonly (readonly [string, Mark])[], clear: readonly string[]) =>
    setMarks((known) => {
      const next = new Map([...known].filter(([id]) => !clear.includes(id)))
      for (const [id, each] of entries) next.set(id, each)
      return next
    })

  const settle = (results: readonly DecisionResult[], counts: Counts) => {
    client.setQueryData(registrations.counts.queryKey({ input: { call } }), counts)
    mark(
      results.flatMap((result) =>
        result.refused
          ? [[result.registration, { text: refusal(result.refused), again: null }] as const]
          : [],
      ),
      results.map((result) => result.registration),
    )
    const done = new Set(results.filter((result) => result.done).map((result) => result.registration))
    after(done)
    return done
  }

  const undo = async (ids: readonly string[]) => {
    try {
      const { results, counts } = await registrationClient.undo({ call, registrations: [...ids] })
      const done = results.filter((result) => result.done).length
      client.setQueryData(registrations.counts.queryKey({ input: { call } }), counts)
      const refused = results.find((result) => result.refused)?.refused
      toast(refused ? refusal(refused) : t('desk.undone', { count: done }))
    } catch (error) {
      toast(sentence(error))
    }
    reload()
  }

  const sentence = (error: unknown) =>
    error instanceof ApiError && error.message ? error.message : t('desk.not_saved')

  const decide = async (ids: readonly string[], chosen: Chosen) => {
    if (ids.length === 0 || busy) return
    setBusy(true)
    try {
      const { results, counts } = await registrationClient.decideMany({
        call,
        registrations: [...ids],
        decision: chosen.decision,
        reason: chosen.reason ?? null,
        note: chosen.note ?? null,
      })
      const done = settle(results, counts)
      const refused = results.find((result) => result.refused)?.refused
      const said = [
        ...(done.size > 0 ? [t(`desk.done_${chosen.decision}`, { count: done.size })] : []),
        ...(refused
          ? [t('desk.not_done', { count: results.length - done.size, why: refusal(refused) })]
          : []),
      ].join(' ')
      toast(said, done.size > 0 ? () => void undo([...done]) : undefined)
    } catch (error) {
      mark(
        ids.map((id) => [id, { text: sentence(error), again: chosen }] as const),
        [],
      )
      toast(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return { decide, marks, busy }
}

/** Words a refusal: who decided before, and when, in the home's time. */
function useRefusal() {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  return ({ reason, params }: NonNullable<DecisionResult['refused']>): string => {
    const by = String(params['by'] ?? '')
    const at = String(params['at'] ?? '')
    const named = reason.startsWith('already_') && by && at
    return t(`errors.${reason}${named ? '_by' : ''}` as 'errors.no_seat_left', {
      ...params,
      at: at ? `${timeOf(at, homeZone, locale)} ${homePlace}` : '',
    })
  }
}
