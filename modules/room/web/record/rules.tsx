import { useEffect } from 'react'
import { useAnnounce } from '../../../../ui/index.ts'
import { type AgendaView, entitiesOf, entityOf } from '../../contract.ts'
import { wallClock } from '../facts.ts'
import { useNow, useRoom } from '../link.tsx'
import { useWords } from '../use-words.ts'
import { localize } from '../words.ts'

/** So long before it is expected the change is said aloud, and marked. */
const SOON_MS = 120_000

/** Under which ground rules one listens now, what that means for quotes, and when others will hold. */
export function RulesPane() {
  const { room } = useRoom()
  const { t } = useWords()
  const announce = useAnnounce()
  const rules = entityOf(room, 'call')?.groundRules
  const said = rules && `${t(`ground_rules.${rules}`)}. ${t(`record.rules.${rules}`)}`
  useEffect(() => {
    if (said) announce(said)
  }, [said, announce])
  if (!rules) return null
  return (
    <section className="dl-pane dl-pad" aria-label={t('rules.title')}>
      <b>{t(`ground_rules.${rules}`)}</b>
      <p className={rules === 'on the record' ? 'dl-quiet' : 'dl-late'}>{t(`record.rules.${rules}`)}</p>
      <RulesAhead />
    </section>
  )
}

/** Other ground rules hold in the next agenda item: said before it begins. */
function RulesAhead() {
  const { room, facts } = useRoom()
  const { t, locale } = useWords()
  const announce = useAnnounce()
  const now = useNow()
  const call = entityOf(room, 'call')
  const items = entitiesOf(room, 'agenda').sort((a, b) => a.order - b.order)
  const running = items.find(({ state }) => state === 'now') ?? null
  const next = call?.phase === 'on air' ? nextOf(items, running) : null
  const changes = next !== null && next.groundRules !== call?.groundRules
  const at = running && plannedEnd(running)
  const soon = changes && at !== null && at - now <= SOON_MS
  const title = next && localize(next.title, locale)
  const sentence =
    next &&
    t(`record.rules_ahead.${next.groundRules}`, {
      title,
      rules: t(`ground_rules.${next.groundRules}`),
    })
  useEffect(() => {
    if (soon && sentence) announce(sentence)
  }, [soon, sentence, announce])
  if (!changes || !sentence) return null
  return (
    <p className={soon ? 'dl-late' : 'dl-quiet'}>
      {sentence}{' '}
      {at !== null && (
        <span className="dl-num">
          {at > now
            ? t('record.rules_at', {
                at: wallClock(at, facts.zone, locale),
                count: Math.ceil((at - now) / 60_000),
              })
            : t('record.rules_any_moment')}
        </span>
      )}
    </p>
  )
}

const nextOf = (items: readonly AgendaView[], running: AgendaView | null): AgendaView | null =>
  (running
    ? items.find(({ order }) => order > running.order)
    : items.find(({ state }) => state === 'to come')) ?? null

/** Epoch milliseconds; null where no length was planned. */
const plannedEnd = ({ since, minutes }: AgendaView): number | null =>
  since === null || minutes === null
    ? null
    : Temporal.Instant.from(since).epochMilliseconds + minutes * 60_000
