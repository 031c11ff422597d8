import { clock } from '../../../../ui/format.ts'
import { Avatar, ButtonLink, Line } from '../../../../ui/index.ts'
import { entitiesOf, entityOf } from '../../contract.ts'
import { wallClock } from '../facts.ts'
import { useNow, useRoom } from '../link.tsx'
import { StageOfCall } from '../stage/index.tsx'
import { useWords } from '../use-words.ts'
import { localize, panelName, panelOf, since } from '../words.ts'
import { CheckMyDevices } from './door.tsx'
import { FloorLine } from './floor.tsx'

/** The stage of a call: seen and heard where there is media, else in words. */
export function Stage() {
  return (
    <StageOfCall shape="attendee" written={<WrittenStage />}>
      <div className="dl-stage dl-stage--under">
        <StageNow heard />
        <StageAgenda open={false} />
      </div>
    </StageOfCall>
  )
}

/** The question being answered or the item that runs, and who is on stage, in words alone; before it begins, what one can do meanwhile. */
function WrittenStage() {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const speaker = useSpeaker()
  const waits = entityOf(room, 'call')?.phase === 'green room'
  return (
    <section className="dl-stage" aria-label={t('stage.title')}>
      <StageNow />
      <StageAgenda open={waits || globalThis.innerWidth > 900} />
      {waits && <CheckMyDevices />}
      <ul className="dl-stage__people">
        {panelOf(room).map((member) => (
          <li key={member.id} className={member.id === speaker ? 'is-speaking' : undefined}>
            <Avatar name={localize(member.name, locale) ?? '?'} />
            <span>
              <b>
                <bdi>{localize(member.name, locale) ?? t('somebody_removed')}</bdi>
              </b>
              <small>
                <bdi>{localize(member.title, locale)}</bdi>
              </small>
              {member.id === speaker && <span className="dl-stage__word">{t('stage.speaking')}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whose turn it is by the agenda or by the question that is being answered; null when that is nobody of the panel. */
function useSpeaker(): string | null {
  const { room } = useRoom()
  const call = entityOf(room, 'call')
  const question = call?.answering ? entityOf(room, 'question', call.answering) : null
  const item = call?.agendaItem ? entityOf(room, 'agenda', call.agendaItem) : null
  return question ? question.assigned : (item?.panelMember ?? null)
}

/** What is going on now. Where people are heard (`heard`) their faces say who speaks. */
function StageNow({ heard = false }: { heard?: boolean }) {
  const { room, facts } = useRoom()
  const { t, locale } = useWords()
  const now = useNow()
  const call = entityOf(room, 'call')
  const ahead = facts.startsAt === null ? 0 : -since(facts.startsAt, now)
  const item = call?.agendaItem ? entityOf(room, 'agenda', call.agendaItem) : null
  const question = call?.answering ? entityOf(room, 'question', call.answering) : null
  const speaker = useSpeaker()
  return (
    <div className="dl-stage__now">
      <p className="dl-quiet">
        {question ? t('answering.now') : item ? t('stage.item') : t('stage.waiting')}{' '}
        {item?.since && !question && <span className="dl-num">{clock(since(item.since, now))}</span>}
      </p>
      <h2 className={question ? 'dl-read' : undefined} dir="auto">
        {question
          ? (question.text ?? t('text_removed'))
          : item
            ? localize(item.title, locale)
            : localize(facts.topic, locale)}
      </h2>
      {call?.phase === 'green room' && ahead > 0 && (
        <p className="dl-num">{t('phase.on_air_in', { clock: clock(ahead) })}</p>
      )}
      {speaker && !heard && (
        <p className="dl-stage__speaker">
          {t('stage.speaks', { name: panelName(room, speaker, locale, t) })}
        </p>
      )}
      <FloorLine />
      {call && call.groundRules !== 'on the record' && (
        <p className="dl-late">{t(`rules_now.${call.groundRules}`)}</p>
      )}
      {facts.stageLink && (
        <ButtonLink
          kind="primary"
          size="l"
          icon="forward"
          href={facts.stageLink}
          target="_blank"
          rel="noopener noreferrer"
        >
          {t('stage.open_external')}
        </ButtonLink>
      )}
    </div>
  )
}

/** The agenda beside what is going on, or folded under it. */
function StageAgenda({ open }: { open: boolean }) {
  const { room, facts } = useRoom()
  const { t, locale } = useWords()
  const presence = entityOf(room, 'presence')
  const items = entitiesOf(room, 'agenda').sort((a, b) => a.order - b.order)
  return (
    <details className="dl-stage__agenda" open={open}>
      <summary>
        {t('agenda.title')}
        {presence && (
          <span className="dl-quiet dl-num">{t('stage.here', { count: presence.attendees })}</span>
        )}
      </summary>
      <Line
        orientation="vertical"
        look="desk"
        label={t('agenda.title')}
        items={items.map((each) => ({
          id: each.id,
          label: localize(each.title, locale),
          state: each.state === 'to come' ? 'next' : each.state,
          small: each.panelMember ? panelName(room, each.panelMember, locale, t) : undefined,
          time: each.startsAt
            ? wallClock(Temporal.Instant.from(each.startsAt).epochMilliseconds, facts.zone, locale)
            : undefined,
        }))}
      />
    </details>
  )
}
