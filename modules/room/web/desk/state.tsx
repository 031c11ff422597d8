import { useState } from 'react'
import { clock, dateTime } from '../../../../ui/format.ts'
import { Button, Confirm, type LineItem, StateBar, WeightyConfirm } from '../../../../ui/index.ts'
import { type CallView, entityOf, type Phase } from '../../contract.ts'
import { clocksOf, wallClock } from '../facts.ts'
import { useNow, useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { localize, since, toneOf } from '../words.ts'

/** The command that leaves each phase; a call that has ended has none. */
const LEAVING = {
  closed: 'openRoom',
  'green room': 'goOnAir',
  'on air': 'endBroadcast',
  debrief: 'endCall',
} as const satisfies Partial<Record<Phase, string>>

/** The state of the call, its clocks, and the one action that changes it. */
export function CallStateBar({ mayChange }: { mayChange: boolean }) {
  const { room, facts, state } = useRoom()
  const { t, locale } = useWords()
  const now = useNow()
  const call = entityOf(room, 'call')
  const known = call !== null && state.kind !== 'joining'
  const at = (instant: string) =>
    wallClock(Temporal.Instant.from(instant).epochMilliseconds, facts.zone, locale)
  return (
    <StateBar
      tone={known ? toneOf(call.phase) : 'waiting'}
      word={known ? t(`phase.${call.phase}`) : t('phase.joining')}
      since={known ? sinceOf(call, now, facts.startsAt, at, t) : t('phase.opening')}
      title={localize(facts.topic, locale)}
      line={known ? lineOf(call, t, at) : undefined}
      lineLabel={t('phase.line')}
      clocks={clocksOf(facts, now, locale)}
      action={known && mayChange && call.phase !== 'ended' && <LeavePhase phase={call.phase} />}
    />
  )
}

function sinceOf(
  call: CallView,
  now: number,
  startsAt: string | null,
  at: (instant: string) => string,
  t: ReturnType<typeof useWords>['t'],
): string {
  const ahead = startsAt === null ? null : -since(startsAt, now)
  if ((call.phase === 'closed' || call.phase === 'green room') && ahead !== null && ahead > 0) {
    return ahead > 86_400_000 ? t('phase.starts_later') : t('phase.on_air_in', { clock: clock(ahead) })
  }
  if (call.since === null) return ''
  return t('phase.since', { clock: clock(since(call.since, now)), at: at(call.since) })
}

/** Green room, on air, debrief: the only stepper of the product. */
function lineOf(
  call: CallView,
  t: ReturnType<typeof useWords>['t'],
  at: (instant: string) => string,
): LineItem[] {
  const order: readonly Phase[] = ['closed', 'green room', 'on air', 'debrief', 'ended']
  const place = order.indexOf(call.phase)
  return (['green room', 'on air', 'debrief'] as const).map((phase, index) => ({
    id: phase,
    state: place > index + 1 ? 'done' : place === index + 1 ? 'now' : 'next',
    label:
      phase === 'on air' && call.onAirAt
        ? t('phase.on_air_from', { at: at(call.onAirAt) })
        : t(`phase.${phase}`),
  }))
}

function LeavePhase({ phase }: { phase: keyof typeof LEAVING }) {
  const { t } = useWords()
  const { room, state } = useRoom()
  const { command, busy } = useCommand()
  /** The record as far as it was seen when the question was put. */
  const [asking, setAsking] = useState<number | null>(null)
  const name = LEAVING[phase]
  const off = state.kind !== 'open'
  if (name === 'openRoom') return <OpenRoom off={off} />
  return (
    <>
      <Button
        kind={phase === 'green room' ? 'goair' : phase === 'on air' ? 'stop' : 'primary'}
        size="l"
        off={off}
        onClick={() => setAsking(room.seq)}
      >
        {t(`leave_phase.${phase}.button`)}
      </Button>
      <WeightyConfirm
        open={asking !== null}
        title={t(`leave_phase.${phase}.title`)}
        action={t(`leave_phase.${phase}.action`)}
        kind={phase === 'green room' ? 'goair' : 'primary'}
        phrase={t(`leave_phase.${phase}.phrase`)}
        busy={busy}
        onClose={() => setAsking(null)}
        onConfirm={() =>
          void (name === 'goOnAir' ? command(name, {}) : command(name, { seen: asking })).then(() =>
            setAsking(null),
          )
        }
      >
        <p>{t(`leave_phase.${phase}.consequence`)}</p>
      </WeightyConfirm>
    </>
  )
}

/** A green room is opened an hour or so before. Whoever does it sooner is told what it ends. */
const SOON_MS = 2 * 3_600_000

function OpenRoom({ off }: { off: boolean }) {
  const { t, locale } = useWords()
  const { facts } = useRoom()
  const { command, busy } = useCommand()
  const now = useNow()
  const [asking, setAsking] = useState(false)
  const { startsAt, zone } = facts
  const early = startsAt !== null && -since(startsAt, now) > SOON_MS
  const open = () => void command('openRoom', {}).then(() => setAsking(false))
  return (
    <>
      <Button kind="primary" size="l" off={off || busy} onClick={() => (early ? setAsking(true) : open())}>
        {t('leave_phase.closed.button')}
      </Button>
      {early && (
        <Confirm
          open={asking}
          title={t('leave_phase.closed.title')}
          action={t('leave_phase.closed.action')}
          busy={busy}
          onClose={() => setAsking(false)}
          onConfirm={open}
        >
          <p>{t('leave_phase.closed.begins', { at: dateTime(startsAt, zone, locale) })}</p>
          <p>{t('leave_phase.closed.consequence')}</p>
        </Confirm>
      )}
    </>
  )
}
