import { useState } from 'react'
import { calendarDay, clock } from '../../../../ui/format.ts'
import { Button, Counts, Dialog, NowAnswering, Pane, SelectField, TextField } from '../../../../ui/index.ts'
import { type EntryView, entitiesOf, entityOf } from '../../contract.ts'
import { stageCountsIn } from '../counts.ts'
import { ownerOf } from '../desk/dialogs.tsx'
import { ShowEarlier } from '../earlier.tsx'
import { useNow, useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useEarlierEntries } from '../use-earlier.ts'
import { useWords } from '../use-words.ts'
import { nameOf, officeName, panelName, panelOf, since } from '../words.ts'
import { answerableIn } from './answerable.ts'

/** What is being answered while one types, or was just answered and is not summarized yet. */
export function AnsweringPane({ onSummarize }: { onSummarize: () => void }) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const now = useNow()
  const answerable = answerableIn(room)
  if (!answerable) return null
  const { question } = answerable
  const who = question.assigned ? panelName(room, question.assigned, locale, t) : null
  return (
    <section className="dl-pane" aria-label={t(answerable.now ? 'answering.now' : 'answering.just')}>
      <NowAnswering
        who={
          !answerable.now ? t('answering.just') : who ? t('answering.by', { name: who }) : t('answering.now')
        }
        outcomes={
          <Button size="s" onClick={onSummarize}>
            {t('answering.summarize')}
          </Button>
        }
        clock={question.answeringSince ? clock(since(question.answeringSince, now)) : undefined}
        text={question.text ?? t('text_removed')}
        meta={
          question.firm && (
            <b>
              <bdi>{question.firm}</bdi>
            </b>
          )
        }
      />
    </section>
  )
}

/** What was promised; who owes it and until when is asked for where it is missing. */
export function PromisesPane() {
  const { room, state } = useRoom()
  const { t, locale } = useWords()
  const [asked, setAsked] = useState<EntryView | null>(null)
  const pages = useEarlierEntries('promise')
  const promises = [...entitiesOf(room, 'entry'), ...pages.entries]
    .filter(({ kind }) => kind === 'promise')
    .sort((a, b) => Number(isWhole(a)) - Number(isWhole(b)) || (a.saidAt < b.saidAt ? 1 : -1))
  return (
    <Pane
      title={t('promises.title')}
      count={stageCountsIn(room)?.entries.promise ?? promises.length}
      className="dl-rap__promises"
    >
      {promises.length === 0 && <p className="dl-quiet dl-pad">{t('promises.none')}</p>}
      <ul>
        {promises.map((entry) => (
          <li key={entry.id} className="dl-promise">
            <p className="dl-read" dir="auto">
              {entry.text ??
                (entry.question &&
                  (entityOf(room, 'question', entry.question) ?? pages.about.get(entry.question))?.text) ??
                t('promises.answer_owed')}
            </p>
            <p className="dl-row dl-row--ends">
              <span>
                {entry.owner ? (
                  <b>{nameOf(room, entry.owner, locale, t)}</b>
                ) : (
                  <b className="dl-late">{t('promises.no_owner')}</b>
                )}
                {' · '}
                {entry.due ? (
                  t('record.due', { day: calendarDay(entry.due, locale) })
                ) : (
                  <span className="dl-late">{t('promises.no_due')}</span>
                )}
              </span>
              {!isWhole(entry) && (
                <Button size="s" off={state.kind !== 'open'} onClick={() => setAsked(entry)}>
                  {t('promises.complete')}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
      <ShowEarlier pages={pages} what="entries" />
      {asked && <PromiseDialog entry={asked} onClose={() => setAsked(null)} />}
    </Pane>
  )
}

const isWhole = ({ owner, due }: EntryView): boolean => Boolean(owner && due)

function PromiseDialog({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const { room, state } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const known = entry.owner
  const [owner, setOwner] = useState(
    !known ? 'none' : known.kind === 'mission' ? 'mission' : `${known.kind} ${known.panelMember}`,
  )
  const [due, setDue] = useState(entry.due ?? '')
  const save = async () => {
    const input = { entry: entry.id, owner: owner === 'none' ? null : ownerOf(owner), due: due || null }
    if (await command('setCommitment', input, t('done.promise_completed'))) onClose()
  }
  return (
    <Dialog
      open
      title={t('promises.complete_title')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <Button kind="primary" type="submit" off={busy || state.kind !== 'open'}>
          {t('promises.save')}
        </Button>
      }
    >
      <SelectField
        name="owner"
        label={t('follow_up.owner')}
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
        options={[
          { value: 'none', label: t('record.no_owner') },
          { value: 'mission', label: t('the_mission') },
          ...panelOf(room).flatMap((member) => [
            { value: `panel member ${member.id}`, label: panelName(room, member.id, locale, t) },
            ...(member.isHost
              ? []
              : [{ value: `office ${member.id}`, label: officeName(room, member.id, locale, t) }]),
          ]),
        ]}
      />
      <TextField
        name="due"
        type="date"
        label={t('follow_up.due')}
        value={due}
        onChange={(event) => setDue(event.target.value)}
      />
    </Dialog>
  )
}

/** How many quotes may be published. */
export function QuotesPane() {
  const { room } = useRoom()
  const { t } = useWords()
  const counts = stageCountsIn(room)
  if (!counts || counts.entries.quote === 0) return null
  return (
    <Pane title={t('quotes.title')} count={counts.entries.quote} scroll={false} className="dl-rap__quotes">
      <Counts
        items={(['granted', 'asked', 'refused'] as const).map((publication) => ({
          id: publication,
          count: String(counts.quotes[publication]),
          label: t(`quotes.${publication}`),
        }))}
      />
    </Pane>
  )
}
