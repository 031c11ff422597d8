import { clock } from '../../../../ui/format.ts'
import { Button, Pane, PersonRow } from '../../../../ui/index.ts'
import { entityOf, FLOOR_MORE_SECONDS, FLOOR_WARNING_SECONDS } from '../../contract.ts'
import { useNow, useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { since } from '../words.ts'

/** Whose hand is up, new voices first, and who has the floor. */
export function HandsPane({ mayDecide }: { mayDecide: boolean }) {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const now = useNow()
  const hands = entityOf(room, 'hands')?.hands ?? []
  const onAir = entityOf(room, 'call')?.phase === 'on air'
  const off = busy || state.kind !== 'open'
  if (!onAir) return null
  return (
    <Pane
      title={t('hands.title')}
      count={hands.length}
      className="dl-mod__hands"
      end={
        hands.length > 0 && mayDecide ? (
          <Button
            size="s"
            kind="quiet"
            keyName="Shift M"
            off={off}
            onClick={() => void command('lowerHands', {}, t('done.hands_lowered'))}
          >
            {t('hands.lower_all')}
          </Button>
        ) : (
          <span className="dl-quiet">{t('hands.order')}</span>
        )
      }
    >
      <Floor mayDecide={mayDecide} />
      {hands.length === 0 ? (
        <p className="dl-quiet dl-pad">{t('hands.nobody')}</p>
      ) : (
        <ol>
          {hands.map((hand, index) => (
            <PersonRow
              key={hand.person}
              place={String(index + 1)}
              name={hand.organizationName ?? hand.name ?? t('somebody_removed')}
              small={[
                hand.organizationName ? hand.name : null,
                hand.spoken === 0 ? t('hands.new') : t('hands.spoken', { count: hand.spoken }),
                t('minutes', { count: Math.max(0, Math.floor(since(hand.since, now) / 60_000)) }),
              ]
                .filter(Boolean)
                .join(' · ')}
              end={
                mayDecide && (
                  <Button
                    size="s"
                    kind={index === 0 ? 'primary' : 'default'}
                    keyName={index === 0 ? 'G' : undefined}
                    off={off}
                    onClick={() =>
                      void command('giveFloor', { person: hand.person }, t('done.floor_offered'))
                    }
                  >
                    {t('hands.give')}
                  </Button>
                )
              }
            />
          ))}
        </ol>
      )}
    </Pane>
  )
}

/** Who has the floor, for how long, and how to take it back. */
function Floor({ mayDecide }: { mayDecide: boolean }) {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const now = useNow()
  const floor = entityOf(room, 'floor')
  if (!floor) return null
  const left = floor.until === null ? null : Math.max(0, -since(floor.until, now))
  const off = busy || state.kind !== 'open'
  return (
    <div className="dl-floor">
      <p className="dl-quiet">{t(floor.state === 'offered' ? 'floor.offered' : 'floor.has')}</p>
      <b>
        <bdi>{floor.organizationName ?? floor.name ?? t('somebody_removed')}</bdi>
      </b>
      {floor.organizationName && floor.name && (
        <small>
          <bdi>{floor.name}</bdi>
        </small>
      )}
      <p className="dl-row dl-row--ends">
        <span
          className="dl-num dl-floor__clock"
          data-over={(left !== null && left <= FLOOR_WARNING_SECONDS * 1000) || undefined}
        >
          {left === null ? clock(since(floor.since, now)) : t('floor.left', { clock: clock(left) })}
        </span>
        {mayDecide && (
          <span className="dl-row">
            {left !== null && (
              <Button
                size="s"
                keyName="2"
                off={off}
                onClick={() => void command('extendFloor', {}, t('done.floor_extended'))}
              >
                {t('floor.extend', { count: FLOOR_MORE_SECONDS / 60 })}
              </Button>
            )}
            <Button
              size="s"
              off={off}
              onClick={() => void command('withdrawFloor', {}, t('done.floor_withdrawn'))}
            >
              {t('floor.withdraw')}
            </Button>
          </span>
        )}
      </p>
    </div>
  )
}
