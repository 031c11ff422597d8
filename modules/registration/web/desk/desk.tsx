import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../../../../ui/face.tsx'
import { cx, Desk, KeyBar, useKeys } from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import { CallBar } from '../../../calls/web/index.ts'
import type { Decision, RegistrationState } from '../../contract.ts'
import { Decline } from './decline.tsx'
import { FilePanel } from './file.tsx'
import { List } from './list.tsx'
import { between, decisionsFor, rowAfter, step } from './state.ts'
import { TakeOut } from './take-out.tsx'
import { useDecisions } from './use-decisions.ts'
import { useList } from './use-list.ts'
import './desk.css'

/** `/desk/calls/:call/registrations`: three hundred registrations in half an hour, by keyboard. */
export function RegistrationsDesk({ params }: ScreenProps) {
  const call = params['call'] ?? ''
  const { t } = useTranslation('registration')
  const mayDecide = useMayDecide()
  const [tab, setTab] = useState<RegistrationState>('pending')
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string | null>(null)
  const [sheet, setSheet] = useState(false)
  const [asking, setAsking] = useState<{ decision: 'decline' | 'cancel'; ids: readonly string[] } | null>(
    null,
  )
  const list = useList(call, tab, useDeferredValue(search.trim()))
  const { rows } = list
  const here = rows.find((row) => row.id === current) ?? rows[0] ?? null

  const decisions = useDecisions(
    call,
    (done) => {
      const next = rowAfter(rows, here?.id ?? null, done)
      list.drop(done)
      setSelected((all) => new Set([...all].filter((id) => !done.has(id))))
      setCurrent(next)
      if (done.size > 0) void list.reloadFiles()
      setAsking(null)
    },
    () => void list.reload(),
  )

  /** With a selection a letter acts on it, else on the current row. */
  const act = (decision: Decision) => {
    if (!mayDecide) return
    const ids = selected.size > 0 ? [...selected] : here ? [here.id] : []
    const possible = rows.filter((row) => ids.includes(row.id) && decisionsFor(row.state).includes(decision))
    if (possible.length === 0) return
    const chosen = possible.map((row) => row.id)
    if (decision === 'decline' || decision === 'cancel') setAsking({ decision, ids: chosen })
    else void decisions.decide(chosen, { decision })
  }
  const go = (by: 1 | -1) => {
    const to = step(rows, here?.id ?? null, by)
    setCurrent(to)
    if (to === rows.at(-1)?.id && list.query.hasNextPage) void list.query.fetchNextPage()
    document.querySelector(`[data-row="${to}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const toggle = (ids: readonly string[], on: boolean) =>
    setSelected((all) => new Set(on ? [...all, ...ids] : [...all].filter((id) => !ids.includes(id))))

  useKeys([
    { code: 'KeyJ', label: t('keys.next'), run: () => go(1) },
    { code: 'KeyK', label: t('keys.previous'), run: () => go(-1) },
    { code: 'Enter', label: t('keys.open'), run: () => setSheet(true) },
    { code: 'Escape', label: t('keys.close'), run: () => setSheet(false) },
    { code: 'Slash', label: t('keys.find'), run: () => document.getElementById('find')?.focus() },
    ...(mayDecide
      ? [
          {
            code: 'KeyX',
            label: t('keys.select'),
            run: () => here && toggle([here.id], !selected.has(here.id)),
          },
          {
            code: 'KeyX',
            shift: true,
            label: t('keys.select_to'),
            run: () => toggle(between(rows, lastOf(selected, rows), here?.id ?? null), true),
          },
          { code: 'KeyA', label: t('keys.approve'), run: () => act('approve') },
          { code: 'KeyW', label: t('keys.waitlist'), run: () => act('waitlist') },
          { code: 'KeyD', label: t('keys.decline'), run: () => act('decline') },
        ]
      : []),
  ])

  return (
    <Desk
      fit
      className={cx('registrations dl-beside', selected.size > 0 && 'has-selection')}
      bar={<CallBar call={call} current="registrations" end={mayDecide && <TakeOut call={call} />} />}
      foot={<KeyBar items={keysOf(mayDecide, t)} />}
    >
      <List
        call={call}
        list={list}
        tab={tab}
        onTab={(next) => {
          setTab(next)
          setSelected(new Set())
          setCurrent(null)
        }}
        search={search}
        onSearch={setSearch}
        selected={selected}
        onToggle={mayDecide ? toggle : undefined}
        current={here?.id ?? null}
        onOpen={(id) => {
          setCurrent(id)
          setSheet(true)
        }}
        marks={decisions.marks}
        onAgain={(id, again) => void decisions.decide([id], again)}
        busy={decisions.busy}
        onAct={act}
        onClear={() => setSelected(new Set())}
      />
      <FilePanel
        row={here}
        counts={list.counts.data ?? null}
        mark={here ? decisions.marks.get(here.id) : undefined}
        open={sheet && here !== null}
        onClose={() => setSheet(false)}
        mayDecide={mayDecide}
        busy={decisions.busy}
        onAct={(decision) => {
          if (!here) return
          if (decision === 'decline' || decision === 'cancel') setAsking({ decision, ids: [here.id] })
          else void decisions.decide([here.id], { decision })
        }}
      />
      <Decline
        asking={asking}
        busy={decisions.busy}
        onClose={() => setAsking(null)}
        onDecide={(chosen) => asking && void decisions.decide(asking.ids, chosen)}
      />
    </Desk>
  )
}

/** The lowest selected row above, from which Shift X selects. */
function lastOf(selected: ReadonlySet<string>, rows: readonly { id: string }[]): string | null {
  return rows.findLast((row) => selected.has(row.id))?.id ?? null
}

const APPROVERS = ['administrator', 'officer', 'approver']

/** Approvers of the call's program; viewers look on. The server decides again. */
function useMayDecide(): boolean {
  const session = useSession()
  return (
    session.who.kind === 'staff' &&
    (holds(session, APPROVERS) || session.who.roles.some((held) => APPROVERS.includes(held.role)))
  )
}

function keysOf(mayDecide: boolean, t: (key: `keys.${string}`) => string) {
  return [
    { keys: 'J K', label: t('keys.move') },
    ...(mayDecide
      ? [
          { keys: 'X', label: t('keys.select') },
          { keys: 'Shift X', label: t('keys.select_to') },
          { keys: 'A', label: t('keys.approve') },
          { keys: 'W', label: t('keys.waitlist') },
          { keys: 'D', label: t('keys.decline') },
          { keys: 'Z', label: t('keys.undo') },
        ]
      : []),
  ]
}
