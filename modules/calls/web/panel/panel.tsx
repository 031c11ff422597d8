import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../../../../ui/face.tsx'
import {
  Button,
  ButtonLink,
  Card,
  Desk,
  DeskPage,
  Empty,
  Notice,
  Skeleton,
  useAnnounce,
  useLocale,
  useToast,
} from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import { NoMailServer } from '../../../mail/web/index.ts'
import type { CallDto } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { CallBar } from '../call-bar.tsx'
import { Clash, isClash, theirsIn } from '../clash.tsx'
import { AlsoHere, useTogether } from '../prepare/together.tsx'
import { namesOf } from '../said.tsx'
import { say } from '../say.ts'
import { AddMember } from './add.tsx'
import { Colleagues } from './colleagues.tsx'
import { Member } from './member.tsx'
import { usePanelEdit } from './use-edit.ts'
import '../desk.css'

/** `/desk/calls/:call/panel`: who is on stage, in the order of protocol, and who works behind it. */
export function PanelDesk({ params }: ScreenProps) {
  const call = params['call'] ?? ''
  const { t } = useTranslation('calls')
  const found = useQuery(calls.get.queryOptions({ input: { call } }))
  return (
    <Desk bar={<CallBar call={call} current="panel" />}>
      {found.isPending && <Skeleton rows={6} />}
      {found.isError && <Empty icon="alert" title={found.error.message || t('edit.unreadable')} />}
      {found.data && <Panel call={found.data} />}
    </Desk>
  )
}

function Panel({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const [adding, setAdding] = useState(false)
  const mayEdit =
    holds(session, ['officer', 'administrator'], call.program.id) &&
    call.state !== 'ended' &&
    call.state !== 'cancelled'
  const edit = usePanelEdit(call.id)
  const { others } = useTogether(call)
  useAnswersToasted(call)
  const announce = useAnnounce()
  const move = (index: number, by: number) => {
    const order = call.panel.map((member) => member.id)
    const [taken] = order.splice(index, 1)
    if (taken) order.splice(index + by, 0, taken)
    const seen = { order: call.panel.map((member) => member.id) }
    const put = (base: Readonly<Record<string, unknown>>) =>
      edit.mutate(() => callsClient.orderPanel({ call: call.id, order, base }), {
        onError: (error) => isClash(error) && setAgain(() => put),
        onSuccess: () => {
          if (!taken) return
          const place = order.indexOf(taken) + 1
          announce(t('panel.moved', { place, count: order.length }))
          refocus(taken, by)
        },
      })
    put(seen)
  }
  /** Writes my order over the one that somebody else made meanwhile. */
  const [again, setAgain] = useState<(theirs: Readonly<Record<string, unknown>>) => void>()
  const add = mayEdit && (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {t('panel.add')}
    </Button>
  )
  return (
    <DeskPage
      title={t('page.panel')}
      lead={t('panel.lead')}
      end={
        call.panel.length > 0 && (
          <>
            <ButtonLink href={`/desk/calls/${call.id}/briefing`}>{t('panel.briefing')}</ButtonLink>
            {add}
          </>
        )
      }
    >
      {call.panel.length > 0 && (
        <p className="dl-quiet">
          {t('panel.summary', { ...countsOf(call), count: seated(call).length })}
          {mayEdit && <span className="calls-keys"> · {t('panel.keys')}</span>}
        </p>
      )}
      {!call.startsAt && call.panel.length > 0 && <Notice>{t('errors.no_date_yet')}</Notice>}
      {mayEdit && call.panel.length > 0 && <NoMailServer />}
      <AlsoHere others={others} />
      <Card>
        {call.panel.length === 0 ? (
          <Empty icon="people" title={t('panel.none')} action={add}>
            {t('panel.none_text')}
          </Empty>
        ) : (
          <ol className="calls-members">
            {call.panel.map((member, index) => (
              <li
                key={member.id}
                onKeyDown={(event) => {
                  const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined
                  if (!by || !mayEdit || index + by < 0 || index + by >= call.panel.length) return
                  event.preventDefault()
                  move(index, by)
                }}
              >
                <Member
                  call={call}
                  member={member}
                  mayEdit={mayEdit}
                  edit={edit.mutate}
                  onUp={index > 0 ? () => move(index, -1) : undefined}
                  onDown={index < call.panel.length - 1 ? () => move(index, 1) : undefined}
                />
              </li>
            ))}
          </ol>
        )}
        {again && isClash(edit.error) && (
          <Clash
            error={edit.error}
            names={namesOf(call)}
            onClose={() => setAgain(undefined)}
            onTheirs={() => setAgain(undefined)}
            onMine={() => {
              setAgain(undefined)
              if (isClash(edit.error)) again(theirsIn(edit.error))
            }}
          />
        )}
        {edit.isError && !isClash(edit.error) && (
          <Notice tone="bad" live>
            {edit.error.message}
          </Notice>
        )}
      </Card>
      <Colleagues call={call} mayEdit={mayEdit} />
      {adding && <AddMember call={call} onClose={() => setAdding(false)} />}
    </DeskPage>
  )
}

/** Says at once what somebody of the panel, or her office, just answered. */
function useAnswersToasted(call: CallDto): void {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const show = useToast()
  const known = useRef(new Map(call.panel.map(({ id, answeredAt }) => [id, answeredAt])))
  useEffect(() => {
    for (const { id, answeredAt, answeredBy, state, name } of call.panel) {
      const before = known.current.get(id)
      known.current.set(id, answeredAt)
      if (before === undefined || before === answeredAt || answeredBy === 'mission') continue
      if (state !== 'confirmed' && state !== 'declined' && state !== 'replaced') continue
      show(t(`panel.just.${state}`, { name: say(name, locale) }))
    }
  }, [call, locale, show, t])
}

/** Whoever still sits or is to sit there. */
const seated = (call: CallDto) =>
  call.panel.filter(({ state }) => state !== 'declined' && state !== 'replaced')

const countsOf = (call: CallDto) => ({
  confirmed: seated(call).filter(({ state }) => state === 'confirmed').length,
  tried: seated(call).filter(({ rehearsedAt }) => rehearsedAt !== null).length,
})

/** After a move the focus stays with whom it moved; at an end only the other way is left. */
function refocus(member: string, by: number): void {
  requestAnimationFrame(() => {
    const ways = by < 0 ? ['up', 'down'] : ['down', 'up']
    const button = ways.map((way) => document.getElementById(`${member}-${way}`)).find(Boolean)
    button?.focus()
  })
}
