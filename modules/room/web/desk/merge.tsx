import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { apiQueries } from '../../../../ui/api.ts'
import { Button, ChoiceGroup, Dialog, useToast } from '../../../../ui/index.ts'
import { contract, entitiesOf, entityOf, inOrder, type QuestionView } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'

const api = apiQueries(contract)

/** Into which question? Votes unite, and who asked this one is told and follows the other. */
export function MergeDialog({ question, onClose }: { question: QuestionView; onClose: () => void }) {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const show = useToast()
  const [into, setInto] = useState('')
  const [search, setSearch] = useState('')
  const { found: elsewhere, isLooking } = useFound(search)
  const others = [...entitiesOf(room, 'question'), ...elsewhere]
    .filter(
      (each) =>
        each.id !== question.id &&
        each.state !== 'merged' &&
        each.state !== 'dismissed' &&
        // What everybody reads is not merged into what nobody was shown.
        (question.state === 'pending' || each.state !== 'pending') &&
        (each.visibility === 'public' || each.asker?.person === question.asker?.person),
    )
    .sort(inOrder(entityOf(room, 'call')?.questionOrder ?? 'votes'))
  const found = others.filter((each) =>
    `${each.text} ${each.firm}`.toLocaleLowerCase().includes(search.toLocaleLowerCase()),
  )
  const save = async () => {
    if (!into || !(await command('mergeQuestion', { question: question.id, into }))) return
    show(
      t('done.merged'),
      () => void command('unmergeQuestion', { question: question.id }, t('done.unmerged')),
    )
    onClose()
  }
  return (
    <Dialog
      open
      title={t('merge.title')}
      onClose={onClose}
      onSubmit={() => void save()}
      wide
      actions={
        <Button kind="primary" type="submit" off={busy || !into || state.kind !== 'open'}>
          {t('merge.action')}
        </Button>
      }
    >
      <blockquote className="dl-read dl-quoted" dir="auto">
        {question.text ?? t('text_removed')}
      </blockquote>
      <p className="dl-quiet">{t(others.length === 0 ? 'merge.nothing' : 'merge.told')}</p>
      {others.length > 0 && (
        <>
          <input
            className="usa-input"
            type="search"
            data-focus
            aria-label={t('merge.search')}
            placeholder={t('merge.search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          {isLooking && <p className="dl-quiet">{t('ui:more.loading')}</p>}
          <ChoiceGroup
            type="radio"
            name="into"
            legend={t('merge.into')}
            value={[into]}
            onChange={([id]) => setInto(id ?? '')}
            options={found.map((each) => ({
              value: each.id,
              label: <bdi dir="auto">{each.text ?? t('text_removed')}</bdi>,
              small: (
                <>
                  {each.firm && <bdi>{each.firm}</bdi>} {t('votes', { count: each.votes })}
                </>
              ),
            }))}
          />
        </>
      )}
    </Dialog>
  )
}

/** Of a long call the socket carries only the newest questions: a search finds the others too. */
function useFound(search: string): { found: readonly QuestionView[]; isLooking: boolean } {
  const { room, facts } = useRoom()
  const sought = useDeferredValue(search.trim())
  const asked = useQuery({
    ...api.questions.queryOptions({ input: { call: facts.call, search: sought, limit: 50 } }),
    enabled: sought !== '',
    placeholderData: keepPreviousData,
  })
  const found = sought === '' ? [] : (asked.data?.items ?? [])
  return {
    found: found.filter(({ id }) => entityOf(room, 'question', id) === null),
    isLooking: sought !== '' && asked.isPending,
  }
}

/** What was merged into a question, each with the way back. */
export function Merged({ question, mayDecide }: { question: QuestionView; mayDecide: boolean }) {
  const { state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  if (!question.merged?.length) return null
  return (
    <ul className="dl-merged">
      {question.merged.map(({ id, text, firm }) => (
        <li key={id}>
          <span>
            <b>{t('merge.also')}</b>{' '}
            <bdi className="dl-read" dir="auto">
              {text ?? t('text_removed')}
            </bdi>{' '}
            {firm && <bdi>{firm}</bdi>}
          </span>
          {mayDecide && (
            <Button
              size="s"
              kind="quiet"
              icon="undo"
              off={busy || state.kind !== 'open'}
              onClick={() => void command('unmergeQuestion', { question: id }, t('done.unmerged'))}
            >
              {t('merge.undo')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Up and down within its list, for everyone. */
export function MoveButtons({ question, off }: { question: string; off: boolean }) {
  const { t } = useWords()
  const { command, busy } = useCommand()
  return (
    <>
      <Button
        size="s"
        kind="quiet"
        icon="up"
        iconOnly
        off={off || busy}
        onClick={() => void command('moveQuestion', { question, by: 'up' })}
      >
        {t('list.up')}
      </Button>
      <Button
        size="s"
        kind="quiet"
        icon="down"
        iconOnly
        off={off || busy}
        onClick={() => void command('moveQuestion', { question, by: 'down' })}
      >
        {t('list.down')}
      </Button>
    </>
  )
}

/** Order: votes, or by hand. */
export function OrderButton({ mayDecide }: { mayDecide: boolean }) {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const order = entityOf(room, 'call')?.questionOrder ?? 'votes'
  const said = t(`list.orders.${order}`)
  if (!mayDecide) return <span className="dl-quiet">{said}</span>
  return (
    <Button
      size="s"
      kind="quiet"
      off={busy || state.kind !== 'open'}
      aria-pressed={order === 'by hand'}
      onClick={() => void command('orderQuestions', { order: order === 'votes' ? 'by hand' : 'votes' })}
    >
      {said}
    </Button>
  )
}
