import { useEffect, useRef, useState } from 'react'
import { clock } from '../../../../ui/format.ts'
import { Button, Card, Dialog, Meter, Notice, useAnnounce, useKeys, useToast } from '../../../../ui/index.ts'
import { entityOf, FLOOR_MORE_SECONDS, FLOOR_WARNING_SECONDS } from '../../contract.ts'
import { useNow, useRoom } from '../link.tsx'
import { DeviceCheckForCall } from '../stage/device-check.tsx'
import { stageOf } from '../stage/state.ts'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { since } from '../words.ts'

/** The hand of one attendee, up or down, with its place (H). */
export function HandButton() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const me = entityOf(room, 'me')
  const hand = me?.hand ?? null
  const possible = me?.roles.includes('attendee') && entityOf(room, 'call')?.phase === 'on air' && !me.floor
  const show = useToast()
  const told = useRef<(() => void) | null>(null)
  const off = busy || state.kind !== 'open'
  const press = async () => {
    if (off || !possible) return
    if (hand) return void (await command('lowerHand', {}, t('done.hand_lowered')))
    if (await command('raiseHand', {})) told.current = show(t('done.hand_raised'))
  }
  // With the hand goes what was said of it: it would stand over the microphone of whoever has the floor.
  const up = hand !== null
  useEffect(() => {
    if (!up) told.current?.()
  }, [up])
  useKeys(
    possible ? [{ code: 'KeyH', label: t(hand ? 'hand.lower' : 'hand.raise'), run: () => void press() }] : [],
  )
  if (!possible) return null
  return (
    <Button size="l" icon="hand" keyName="H" wide aria-pressed={up} off={off} onClick={() => void press()}>
      {hand ? t('hand.up', { place: hand.before + 1 }) : t('hand.raise')}
    </Button>
  )
}

/** The floor is offered to me, or mine: what to do, and how long I have been speaking. */
export function MyFloor() {
  const { room, facts, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const announce = useAnnounce()
  const now = useNow()
  const media = stageOf(room).media === 'ready'
  const handsBack = useFloorEnds(media)
  const floor = entityOf(room, 'me')?.floor ?? null
  const firm = entityOf(room, 'org')?.name ?? null
  const offered = floor?.state === 'offered'
  const [asking, setAsking] = useState(false)
  const said = floor && t(offered ? 'floor.offered_to_you' : 'floor.yours')
  useEffect(() => {
    if (said) announce(said, 'assertive')
    setAsking(offered)
  }, [said, offered, announce])
  if (!floor) return null
  const off = busy || state.kind !== 'open'
  const answers = (
    <>
      <Button size="l" off={off} onClick={() => void command('returnFloor', {}, t('done.floor_declined'))}>
        {t('floor.not_now')}
      </Button>
      <Button kind="primary" size="l" off={off} onClick={() => void command('acceptFloor', {})}>
        {t('floor.accept')}
      </Button>
    </>
  )
  return (
    <Card className="dl-myfloor">
      {offered ? (
        <>
          <b>{t('floor.offered_to_you')}</b>
          <div className="dl-row">{answers}</div>
        </>
      ) : (
        <>
          <TimeLeft since={floor.since} until={floor.until ?? floor.since} now={now} media={media} />
          <Button
            kind="primary"
            size="l"
            off={off}
            onClick={() => {
              handsBack()
              void command('returnFloor', {}, t('done.floor_returned'))
            }}
          >
            {t('floor.done')}
          </Button>
        </>
      )}
      <Dialog
        open={asking && offered}
        title={firm ? t('floor.speak_as', { firm }) : t('floor.speak_now')}
        onClose={() => setAsking(false)}
        actions={answers}
      >
        {media ? (
          <>
            <p>{t('floor.check_first')}</p>
            <DeviceCheckForCall call={facts.call} line={false} microphoneOnly />
            <p className="dl-quiet">{t('floor.write_instead')}</p>
          </>
        ) : (
          <p>{t('floor.in_the_meeting')}</p>
        )}
      </Dialog>
    </Card>
  )
}

/** How long I may still speak; I am warned before it ends, and told when the moderator adds to it. */
function TimeLeft({
  until,
  now,
  media,
  ...floor
}: {
  since: string
  until: string
  now: number
  media: boolean
}) {
  const { t } = useWords()
  const announce = useAnnounce()
  const show = useToast()
  const left = Math.max(0, -since(until, now))
  const whole = since(floor.since, Temporal.Instant.from(until).epochMilliseconds)
  const short = left <= FLOOR_WARNING_SECONDS * 1000
  const warning = t(media ? 'floor.ends_soon' : 'floor.ends_soon_elsewhere')
  const before = useRef(until)
  useEffect(() => {
    if (before.current !== until) {
      const more = t('floor.more_time', { count: FLOOR_MORE_SECONDS / 60 })
      show(more)
      announce(more, 'assertive')
    }
    before.current = until
  }, [until, announce, show, t])
  useEffect(() => {
    if (short) announce(warning, 'assertive')
  }, [short, warning, announce])
  return (
    <>
      <p className="dl-row dl-row--ends">
        <b>{t('floor.yours')}</b>
        <span className="dl-num dl-floor__clock" data-over={short || undefined}>
          {clock(left)}
        </span>
      </p>
      <Meter value={whole > 0 ? left / whole : 0} tone={short ? 'warn' : 'accent'} />
      {short ? (
        <Notice tone="warn" icon="clock" title={warning} />
      ) : (
        <p className="dl-quiet">{t(media ? 'floor.on_stage' : 'floor.in_the_meeting')}</p>
      )}
    </>
  )
}

/** Tells whoever spoke that it is over, unless they handed it back themselves; answers what says that they do. */
function useFloorEnds(media: boolean): () => void {
  const { room } = useRoom()
  const { t } = useWords()
  const show = useToast()
  const announce = useAnnounce()
  const speaking = entityOf(room, 'me')?.floor?.state === 'speaking'
  const spoke = useRef(false)
  useEffect(() => {
    if (spoke.current && !speaking) {
      announce(t(media ? 'floor.over_said' : 'floor.over_elsewhere'), 'assertive')
      show(t(media ? 'floor.over' : 'floor.over_elsewhere'))
    }
    spoke.current = speaking
  }, [speaking, media, announce, show, t])
  return () => {
    spoke.current = false
  }
}

/** Which firm speaks, for everybody else. */
export function FloorLine() {
  const { room } = useRoom()
  const { t } = useWords()
  const now = useNow()
  const floor = entityOf(room, 'floor')
  if (floor?.state !== 'speaking' || entityOf(room, 'me')?.floor) return null
  const name = floor.firm ?? floor.organizationName ?? null
  return (
    <p className="dl-stage__speaker">
      {name ? t('floor.speaks', { firm: name }) : t('floor.somebody_speaks')}{' '}
      <span className="dl-num">{clock(since(floor.since, now))}</span>
    </p>
  )
}
