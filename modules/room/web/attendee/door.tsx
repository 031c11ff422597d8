import './attendee.css'
import { useEffect, useRef, useState } from 'react'
import { clock, dateTime } from '../../../../ui/format.ts'
import { Button, Card, Line, Notice, Room, RoomTop, StatePill } from '../../../../ui/index.ts'
import { entitiesOf, entityOf } from '../../contract.ts'
import { isOnStage } from '../../rules/stage.ts'
import { RoomClocks } from '../clocks.tsx'
import { wallClock } from '../facts.ts'
import { useNow, useRoom } from '../link.tsx'
import { LostBand } from '../lost.tsx'
import { QuotesAsked } from '../panel/quotes.tsx'
import { remember } from '../stage/check/memory.ts'
import { DeviceCheckForCall } from '../stage/device-check.tsx'
import { stageOf } from '../stage/state.ts'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { localize, panelName, shownTo, since } from '../words.ts'

/** Before one is inside: the ground rules and one button, or why one waits. */
export function Door() {
  const { room, facts } = useRoom()
  const { t, locale } = useWords()
  const phase = entityOf(room, 'call')?.phase ?? 'closed'
  const shown = shownTo(entityOf(room, 'me')?.audience, phase)
  return (
    <Room
      phone
      band={<LostBand />}
      bar={
        <RoomTop
          pill={<StatePill tone={shown.tone}>{t(shown.key)}</StatePill>}
          title={localize(facts.topic, locale)}
          titleHidden
          end={<RoomClocks />}
        />
      }
    >
      <div className="dl-door">
        <h2>{localize(facts.topic, locale)}</h2>
        {facts.startsAt && (
          <p>
            {dateTime(facts.startsAt, facts.zone, locale)} {localize(facts.hostPlace, locale)} ·{' '}
            {dateTime(facts.startsAt, facts.homeZone, locale)} {facts.homePlace}
          </p>
        )}
        <Place />
        <CheckMyDevices />
        <QuotesAsked />
        <Card>
          <h3>{t('agenda.title')}</h3>
          <Line
            orientation="vertical"
            look="agenda"
            label={t('agenda.title')}
            items={entitiesOf(room, 'agenda')
              .sort((a, b) => a.order - b.order)
              .map((item) => ({
                id: item.id,
                state: item.state === 'to come' ? 'next' : item.state,
                time: item.startsAt
                  ? wallClock(Temporal.Instant.from(item.startsAt).epochMilliseconds, facts.zone, locale)
                  : undefined,
                label: localize(item.title, locale),
                small: item.panelMember ? panelName(room, item.panelMember, locale, t) : undefined,
              }))}
          />
        </Card>
      </div>
    </Room>
  )
}

/** Where one stands: outside, waiting, refused, too early or too late. */
function Place() {
  const { room, facts } = useRoom()
  const { t } = useWords()
  const now = useNow()
  const me = entityOf(room, 'me')
  const phase = entityOf(room, 'call')?.phase ?? 'closed'
  const ahead = facts.startsAt === null ? null : -since(facts.startsAt, now)
  if (phase === 'ended' || (phase === 'debrief' && me?.audience === 'attendees')) {
    return (
      <Notice tone="info" title={t('door_page.over')}>
        {t('door_page.over_text')}
      </Notice>
    )
  }
  if (me?.place === 'waiting') {
    return (
      <Notice tone="info" icon="clock" title={t('door_page.waiting')}>
        {t('door_page.waiting_text')}
      </Notice>
    )
  }
  if (me?.place === 'refused') {
    return (
      <Notice tone="warn" title={t('door_page.refused')}>
        {t('door_page.refused_text')}
      </Notice>
    )
  }
  if (me?.place === 'removed') {
    return (
      <Notice tone="warn" title={t('door_page.removed')}>
        {t('door_page.removed_text', { reason: t(`removal_to_you.${me.removal ?? 'other'}`) })}
      </Notice>
    )
  }
  if (phase !== 'closed') return <Enter />
  const soon = ahead !== null && ahead > 0 && ahead < 86_400_000
  return (
    <Notice tone="info" icon="clock" title={t('door_page.not_open')}>
      {soon ? t('door_page.opens_in', { clock: clock(ahead) }) : t('door_page.opens_later')}
    </Notice>
  )
}

/** For the audience the check is folded; whoever will be on stage sees it at once. Entering never waits for it. */
export function CheckMyDevices() {
  const { room, facts } = useRoom()
  const { t, locale } = useWords()
  const [open, setOpen] = useState(false)
  const me = entityOf(room, 'me')
  const { media } = stageOf(room)
  const phase = entityOf(room, 'call')?.phase
  if (media === 'off' || phase === 'ended' || !me || me.place === 'removed' || me.place === 'refused')
    return null
  const member = me.panelMember ? entityOf(room, 'panel', me.panelMember) : null
  if (isOnStage(me) && me.place !== 'waiting') {
    return (
      <DeviceCheckForCall
        call={facts.call}
        line={media === 'ready'}
        name={localize(member?.name ?? null, locale) ?? undefined}
      />
    )
  }
  return (
    <details className="dl-card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('check.title')}</summary>
      {open && <DeviceCheckForCall call={facts.call} line={media === 'ready'} />}
    </details>
  )
}

function Enter() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command } = useCommand()
  const [entering, setEntering] = useState(false)
  const call = entityOf(room, 'call')
  const me = entityOf(room, 'me')
  const onStage = me !== null && isOnStage(me) && stageOf(room).media !== 'off'
  const enter = async () => {
    setEntering(true)
    await command('enter', { acceptedRules: call?.rulesVersion ?? 0 })
    setEntering(false)
  }
  // Who pressed the button of the link's page has read these rules there.
  const accepted = new URLSearchParams(location.search).get('rules')
  const straight = accepted === String(call?.rulesVersion) && state.kind === 'open'
  const went = useRef(false)
  useEffect(() => {
    if (!straight || went.current) return
    went.current = true
    void enter()
  })
  const different = [...new Set(entitiesOf(room, 'agenda').map((item) => item.groundRules))].filter(
    (rules) => rules !== call?.groundRules,
  )
  return (
    <Card>
      <h3>{t('rules.title')}</h3>
      <p>{t(`rules.${call?.groundRules ?? 'on the record'}`)}</p>
      {different.map((rules) => (
        <p key={rules} className="dl-late">
          {t('rules.parts', { rules: t(`ground_rules.${rules}`) })} {t(`rules.${rules}`)}
        </p>
      ))}
      <p className="dl-quiet">{t('rules.kept')}</p>
      <Button
        kind="primary"
        size="xl"
        wide
        off={entering || state.kind !== 'open'}
        onClick={() => void enter()}
      >
        {t(entering ? 'door_page.entering' : 'door_page.enter')}
      </Button>
      {onStage && (
        <Button
          kind="quiet"
          size="xl"
          wide
          off={entering || state.kind !== 'open'}
          onClick={() => {
            remember({ withCamera: false })
            void enter()
          }}
        >
          {t('door_page.enter_without_camera')}
        </Button>
      )}
    </Card>
  )
}
