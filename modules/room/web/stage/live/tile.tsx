import './tile.css'
import { ConnectionQuality } from 'livekit-client'
import type { ReactNode } from 'react'
import { Avatar, Connection, cx, Icon } from '../../../../../ui/index.ts'
import { useWords } from '../../use-words.ts'
import { cameraOf, type Person } from './people.ts'
import { Picture } from './picture.tsx'

export type TileProps = {
  readonly person: Person
  readonly size: 'large' | 'pip' | 'strip'
  /** The line is cut: the last picture, nobody speaks, no bars. */
  readonly stale: boolean
  /** Bars and word for everybody, not only where the line is weak. */
  readonly bars?: boolean | undefined
  readonly actions?: ReactNode
}

/** One face: picture or initials, name and title, microphone, connection, and a word when they speak. */
export function Tile({ person, size, stale, bars, actions }: TileProps) {
  const { t } = useWords()
  const { participant, who, muted } = person
  const camera = cameraOf(participant)
  const speaking = person.speaking && !stale
  return (
    <li className={cx('dl-tile', `dl-tile--${size}`, speaking && 'is-speaking', stale && 'is-stale')}>
      {camera ? (
        <Picture
          track={camera}
          label={t('live.picture_of', { name: who.name })}
          mirrored={participant.isLocal}
        />
      ) : (
        <span className="dl-tile__blank">
          <Avatar name={who.name} size={size === 'large' ? 'l' : 'm'} />
        </span>
      )}
      {speaking && <span className="dl-tile__word">{t('live.speaking')}</span>}
      {/* A small face has no room for both: that somebody speaks says that their line carries. */}
      {!stale && !(speaking && size !== 'large') && <Line person={person} always={bars} />}
      <span className="dl-tile__plate">
        <Icon name={muted ? 'micOff' : 'mic'} />
        <span className="dl-tile__name">
          <b dir="auto">
            {who.name}
            {participant.isLocal && (
              <>
                {' '}
                <bdi>{t('live.you')}</bdi>
              </>
            )}
          </b>
          {who.small && <small dir="auto">{who.small}</small>}
        </span>
        <span className="dl-sr">{t(muted ? 'live.is_muted' : 'live.is_on')}</span>
        {actions}
      </span>
    </li>
  )
}

/** How the line of somebody is, in bars and a word; only where it matters unless `always`. */
function Line({ person: { participant }, always }: { person: Person; always: boolean | undefined }) {
  const { t } = useWords()
  const quality = participant.connectionQuality
  const weak = quality === ConnectionQuality.Poor || quality === ConnectionQuality.Lost
  if (quality === ConnectionQuality.Unknown || (!weak && !always)) return null
  const level = { excellent: 4, good: 3, poor: 2, lost: 1 } as const
  return (
    <span className="dl-tile__line" data-weak={weak || undefined}>
      <Connection level={level[quality]}>
        <span className={weak ? undefined : 'dl-sr'}>{t(`live.quality.${quality}`)}</span>
      </Connection>
    </span>
  )
}
