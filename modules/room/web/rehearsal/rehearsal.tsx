import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { apiClient } from '../../../../ui/api.ts'
import { number } from '../../../../ui/format.ts'
import { Button, ButtonLink, Card, Icon, Notice, Room, RoomTop, StatePill } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import { contract as callsContract } from '../../../calls/contract.ts'
import { entityOf } from '../../contract.ts'
import { RoomContext, useRoom } from '../link.tsx'
import { LostBand } from '../lost.tsx'
import { PanelRoom } from '../panel/panel.tsx'
import { RoomProvider } from '../provider.tsx'
import { DeviceCheckForCall } from '../stage/device-check.tsx'
import { stageOf } from '../stage/state.ts'
import { useWords } from '../use-words.ts'
import { localize } from '../words.ts'
import { usePractice } from './practice.ts'
import './rehearsal.css'

const calls = apiClient(callsContract)

/** `/g/:grant/rehearsal`: the room of the day with the link of the day, and nothing that happens here is kept of the call. */
export function Rehearsal() {
  const { who } = useSession()
  if (who.kind !== 'grant') return null
  return (
    <RoomProvider call={who.call} grant={who.grant}>
      <Steps
        onStage={who.roles.some((role) => role === 'host' || role === 'panelist')}
        home={`/g/${who.grant}`}
      />
    </RoomProvider>
  )
}

type StepsProps = { onStage: boolean; home: string }

function Steps({ onStage, home }: StepsProps) {
  const [entered, setEntered] = useState(false)
  if (entered && onStage) return <Practice home={home} />
  return <Before home={home} done={entered} onEntered={() => setEntered(true)} />
}

/** The door of the rehearsal: my place, my devices, my line. */
function Before({ home, done, onEntered }: { home: string; done: boolean; onEntered: () => void }) {
  const { room, facts, state } = useRoom()
  const { t, locale } = useWords()
  const { who } = useSession()
  const me = entityOf(room, 'me')
  const member = me?.panelMember ? entityOf(room, 'panel', me.panelMember) : null
  const { media } = stageOf(room)
  const enter = useMutation({ mutationFn: () => calls.rehearse({}), onSuccess: onEntered })
  const name = localize(member?.name ?? null, locale) ?? (who.kind === 'grant' ? who.name : '')
  return (
    <Room
      phone
      band={<LostBand />}
      bar={
        <RoomTop
          pill={<StatePill tone="waiting">{t('rehearsal.pill')}</StatePill>}
          title={localize(facts.topic, locale)}
          titleHidden
        />
      }
    >
      <div className="dl-door">
        <h2>{t('rehearsal.hello', { name })}</h2>
        <p>{t('rehearsal.text')}</p>
        <Card>
          <h3>{t('rehearsal.place')}</h3>
          <p>
            <b>
              <bdi>{name}</bdi>
            </b>
          </p>
          {member && (
            <p className="dl-quiet">
              <bdi>{localize(member.title, locale)}</bdi> · <bdi>{localize(member.organization, locale)}</bdi>
            </p>
          )}
          <Line />
        </Card>
        <DeviceCheckForCall call={facts.call} line={media === 'ready'} name={name} />
        {enter.isError && (
          <Notice tone="bad" live>
            {enter.error.message}
          </Notice>
        )}
        {done ? (
          <Notice tone="good" title={t('rehearsal.works')}>
            {t('rehearsal.works_text')}
          </Notice>
        ) : (
          <Button
            kind="primary"
            size="xl"
            wide
            off={enter.isPending || state.kind !== 'open'}
            onClick={() => enter.mutate()}
          >
            {t('rehearsal.enter')}
          </Button>
        )}
        <ButtonLink kind="quiet" size="xl" wide href={home}>
          {t('rehearsal.back')}
        </ButtonLink>
      </div>
    </Room>
  )
}

/** How many answers of the server are timed. */
const TRIES = 5

/** Whether the line to the room stands, and how long the server takes to answer. */
function Line() {
  const { state } = useRoom()
  const { t, locale } = useWords()
  const timed = useQuery({
    queryKey: ['rehearsal', 'line'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const took: number[] = []
      for (let tries = 0; tries < TRIES; tries++) {
        const began = performance.now()
        await calls.invitation({})
        took.push(performance.now() - began)
      }
      return took.toSorted((a, b) => a - b)[Math.floor(TRIES / 2)] ?? null
    },
  })
  if (state.kind !== 'open') return <p className="dl-late">{t('rehearsal.line_waits')}</p>
  return (
    <p className="dl-rehearsal__line">
      <Icon name="check" />
      {timed.data
        ? t('rehearsal.line_ms', { ms: number(Math.round(timed.data), locale) })
        : t('rehearsal.line_open')}
    </p>
  )
}

/** After this long the moderator of the rehearsal calls the question up. */
const CALLED_UP_MS = 6000

/** The screen of the day with an invented question. */
function Practice({ home }: { home: string }) {
  const real = useRoom()
  const { t, locale } = useWords()
  const [words] = useState(() => ({ question: t('rehearsal.question'), firm: t('rehearsal.firm') }))
  const { link, step, move } = usePractice(real, words)
  useEffect(() => {
    if (step !== 'next') return
    const timer = setTimeout(() => move('answering'), CALLED_UP_MS)
    return () => clearTimeout(timer)
  }, [step, move])
  return (
    <>
      <section className="dl-rehearsal__strip" aria-label={t('rehearsal.pill')} lang={locale}>
        <StatePill tone="waiting">{t('rehearsal.pill')}</StatePill>
        <p>{t(`rehearsal.step.${step}`)}</p>
        <div className="dl-row">
          {step === 'dealt with' && <Button onClick={() => move('next')}>{t('rehearsal.again')}</Button>}
          <ButtonLink href={home}>{t('rehearsal.end')}</ButtonLink>
        </div>
      </section>
      <RoomContext value={link}>
        <div className="dl-rehearsal">
          <PanelRoom />
        </div>
      </RoomContext>
    </>
  )
}
