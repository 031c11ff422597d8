import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { Button, Empty, Notice, useLocale } from '../../../../ui/index.ts'
import { type CallDto, NEW_ITEM } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { Clash, isClash, theirsIn } from '../clash.tsx'
import { namesOf } from '../said.tsx'
import { AgendaRow, type Item, type ItemChange } from './agenda-row.tsx'

/** The agenda: every item begins when the one before ends; the times are computed. */
export function AgendaSection({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const queries = useQueryClient()
  const edit = useMutation({
    mutationFn: (work: () => Promise<Item[]>) => work(),
    onSuccess: async (agenda) => {
      queries.setQueryData(
        calls.get.queryKey({ input: { call: call.id } }),
        (old) => old && { ...old, agenda },
      )
      await queries.invalidateQueries({ queryKey: calls.checklist.key() })
    },
  })
  /** The change that clashed with somebody else's, until one of the two is chosen. */
  const [clash, setClash] = useState<Clashed>()
  /** Rows that are drawn anew, because what the others wrote was taken. */
  const [anew, setAnew] = useState<ReadonlyMap<string, number>>(new Map())
  const write = (item: string, change: ItemChange, seen: Readonly<Record<string, unknown>>) =>
    edit.mutate(
      () => {
        const base = Object.fromEntries(Object.entries(seen).filter(([field]) => field in change))
        return callsClient.changeAgendaItem({ call: call.id, item, ...change, base })
      },
      {
        onError: (error) =>
          isClash(error) && setClash({ again: (theirs) => write(item, change, theirs), anew: item }),
      },
    )
  const add = () =>
    edit.mutate(() => callsClient.addAgendaItem({ call: call.id, title: { en: NEW_ITEM }, minutes: 10 }), {
      onSuccess: (agenda) => focusLater(`item-${agenda.at(-1)?.id}-en`),
    })
  const remove = (index: number, item: string) =>
    edit.mutate(() => callsClient.removeAgendaItem({ call: call.id, item }), {
      onSuccess: (agenda) => {
        const next = agenda[Math.min(index, agenda.length - 1)]
        focusLater(next ? `item-${next.id}-en` : ADD)
      },
    })
  const move = (index: number, by: number) => {
    const order = call.agenda.map((item) => item.id)
    const [taken] = order.splice(index, 1)
    if (taken) order.splice(index + by, 0, taken)
    if (taken)
      put(order, { order: call.agenda.map((item) => item.id) }, `item-${taken}-${by < 0 ? 'up' : 'down'}`)
  }
  const put = (order: string[], base: Readonly<Record<string, unknown>>, button: string) =>
    edit.mutate(() => callsClient.orderAgenda({ call: call.id, order, base }), {
      onSuccess: () =>
        focusLater(
          button,
          button.replace(/(up|down)$/, (way) => (way === 'up' ? 'down' : 'up')),
        ),
      onError: (error) => isClash(error) && setClash({ again: (theirs) => put(order, theirs, button) }),
    })
  const drawAnew = (item: string) => {
    const name = document.activeElement?.getAttribute('name')
    setAnew((before) => new Map([...before, [item, (before.get(item) ?? 0) + 1]]))
    if (name?.startsWith(`item-${item}`)) focusLater(name)
  }
  const sum = call.agenda.reduce((minutes, item) => minutes + item.minutes, 0)
  return (
    <>
      {call.agenda.length === 0 && (
        <Empty icon="clock" title={t('edit.no_agenda')}>
          {t('edit.no_agenda_text')}
        </Empty>
      )}
      <ol className="calls-agenda">
        {call.agenda.map((item, index) => (
          <li key={`${item.id}:${anew.get(item.id) ?? 0}`}>
            <AgendaRow
              call={call}
              item={item}
              locale={locale}
              onChange={(change, seen) => write(item.id, change, seen)}
              onRemove={() => remove(index, item.id)}
              busy={edit.isPending}
              onMoved={() => drawAnew(item.id)}
              onUp={index > 0 ? () => move(index, -1) : undefined}
              onDown={index < call.agenda.length - 1 ? () => move(index, 1) : undefined}
            />
          </li>
        ))}
      </ol>
      <div className="dl-row">
        <Button id="agenda" icon="plus" name={ADD} onClick={add}>
          {t('edit.add_item')}
        </Button>
        {call.agenda.length > 0 && (
          <span className={sum > call.minutes ? 'dl-late' : 'dl-quiet'}>
            {t('edit.agenda_sum', {
              count: sum,
              sum: number(sum, locale),
              minutes: number(call.minutes, locale),
            })}
          </span>
        )}
      </div>
      {clash && isClash(edit.error) && (
        <Clash
          error={edit.error}
          names={namesOf(call)}
          onClose={() => setClash(undefined)}
          onMine={() => {
            setClash(undefined)
            if (isClash(edit.error)) clash.again(theirsIn(edit.error))
          }}
          onTheirs={() => {
            setClash(undefined)
            const { anew: item } = clash
            if (item) drawAnew(item)
            void queries.invalidateQueries({ queryKey: calls.get.queryKey({ input: { call: call.id } }) })
          }}
        />
      )}
      {edit.isError && !isClash(edit.error) && (
        <Notice tone="bad" live>
          {edit.error.message}
        </Notice>
      )}
    </>
  )
}

const ADD = 'agenda-add'

/** The focus goes to the first of these controls that is there, once what changed is drawn; words in it are marked to be written over. */
function focusLater(...names: readonly string[]): void {
  requestAnimationFrame(() => {
    const control = names.map((name) => document.getElementsByName(name)[0]).find(Boolean)
    control?.focus()
    if (control instanceof HTMLInputElement && control.type === 'text') control.select()
  })
}

type Clashed = {
  /** Writes mine over what I have now seen. */
  again: (theirs: Readonly<Record<string, unknown>>) => void
  /** The row to be drawn anew when theirs is taken. */
  anew?: string
}
