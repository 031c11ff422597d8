import { clock } from '../../../../ui/format.ts'
import { Button, Line, type LineItem, Meter, Pane } from '../../../../ui/index.ts'
import { AGENDA_MORE_MINUTES, type AgendaView, entitiesOf, entityOf } from '../../contract.ts'
import { wallClock } from '../facts.ts'
import { useNow, useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { localize, panelName, since } from '../words.ts'

/** The items in order; the one that runs has a clock that says when it is over its time. */
export function AgendaPane({ mayMove }: { mayMove: boolean }) {
  const { room, facts } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const now = useNow()
  const items = entitiesOf(room, 'agenda').sort((a, b) => a.order - b.order)
  const phase = entityOf(room, 'call')?.phase
  const last = items.at(-1)
  const canMove = mayMove && phase === 'on air' && last?.state === 'to come'
  const lineItem = (item: AgendaView): LineItem => ({
    id: item.id,
    state: item.state === 'to come' ? 'next' : item.state,
    label: localize(item.title, locale),
    small: [
      item.panelMember === null ? null : panelName(room, item.panelMember, locale, t),
      item.groundRules === 'on the record' ? null : t(`ground_rules.${item.groundRules}`),
    ]
      .filter(Boolean)
      .join(' · '),
    time: timeOf(item, now, (at) => wallClock(at, facts.zone, locale), t),
    below: item.state === 'now' && (
      <>
        <Running item={item} now={now} />
        {mayMove && phase === 'on air' && <Speaking item={item} />}
      </>
    ),
  })
  return (
    <Pane
      title={t('agenda.title')}
      className="dl-mod__agenda"
      end={
        canMove && (
          <Button
            size="s"
            kind="quiet"
            keyName="⏎"
            off={busy}
            onClick={() => void command('nextAgendaItem', {})}
          >
            {t('agenda.next')}
          </Button>
        )
      }
    >
      {items.length > 0 ? (
        <Line items={items.map(lineItem)} orientation="vertical" look="desk" label={t('agenda.title')} />
      ) : (
        <p className="dl-quiet dl-pad">{t('agenda.empty')}</p>
      )}
    </Pane>
  )
}

/** Done: how long it took. Now and to come: when it was planned, on the host's wall. */
function timeOf(
  item: AgendaView,
  now: number,
  wall: (at: number) => string,
  t: ReturnType<typeof useWords>['t'],
): string {
  if (item.state === 'done' && item.since) {
    const until = item.until ? Temporal.Instant.from(item.until).epochMilliseconds : now
    return t('minutes', { count: Math.max(1, Math.round(since(item.since, until) / 60_000)) })
  }
  return item.startsAt ? wall(Temporal.Instant.from(item.startsAt).epochMilliseconds) : ''
}

function Running({ item, now }: { item: AgendaView; now: number }) {
  const { t } = useWords()
  if (!item.since) return null
  const ran = since(item.since, now)
  if (item.minutes === null) return <span className="dl-num">{clock(ran)}</span>
  const planned = item.minutes * 60_000
  const over = Math.floor((ran - planned) / 60_000)
  return (
    <>
      <Meter value={ran / planned} tone={ran > planned ? 'warn' : 'accent'} />
      <span className="dl-row dl-row--ends dl-num">
        <span>{t('agenda.of', { ran: clock(ran), planned: clock(planned) })}</span>
        {over >= 1 && <span className="dl-late">{t('agenda.over', { count: over })}</span>}
      </span>
    </>
  )
}

/** For the moderator: remind whoever speaks of the time (T), or give two minutes more (2). */
function Speaking({ item }: { item: AgendaView }) {
  const { state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const off = busy || state.kind !== 'open'
  return (
    <span className="dl-agenda__actions">
      {item.panelMember !== null && (
        <Button
          size="s"
          keyName="T"
          off={off}
          onClick={() => void command('remindSpeaker', {}, t('done.reminded'))}
        >
          {t('agenda.remind')}
        </Button>
      )}
      {item.minutes !== null && (
        <Button
          size="s"
          off={off}
          onClick={() => void command('extendAgendaItem', {}, t('done.item_extended'))}
        >
          {t('agenda.extend', { count: AGENDA_MORE_MINUTES })}
        </Button>
      )}
    </span>
  )
}
