import './slides.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import { apiQueries } from '../../../../../ui/api.ts'
import { Button, Dialog, Meter, Notice } from '../../../../../ui/index.ts'
import { MAX_PAGES, stageContract } from '../../../contract/stage.ts'
import { useRoom } from '../../link.tsx'
import { useWords } from '../../use-words.ts'
import { useStageCommand } from '../command.ts'
import { usePrepare } from './prepare.ts'

const queries = apiQueries(stageContract)

/** The slides kept with the call, and a PDF turned into more of them. */
export function SlidesDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { facts } = useRoom()
  const { t } = useWords()
  const { command, busy } = useStageCommand()
  const call = facts.call
  const client = useQueryClient()
  const decks = useQuery({ ...queries.decks.queryOptions({ input: { call } }), enabled: open })
  const again = () => void client.invalidateQueries({ queryKey: queries.decks.key() })
  const show = async (deck: string) => {
    if (await command('showSlide', { deck, page: 1 })) onClose()
  }
  const { state, prepare, cancel } = usePrepare(call, again)
  const file = useRef<HTMLInputElement>(null)
  const hint = useId()
  return (
    <Dialog open={open} title={t('slides.title')} onClose={onClose} wide>
      {decks.data && decks.data.items.length > 0 && (
        <ul className="dl-decks">
          {decks.data.items.map(({ id, title, pages, arrived }) => (
            <li key={id}>
              <span>
                <b>
                  <bdi>{title}</bdi>
                </b>
                <small className="dl-quiet dl-num">
                  {arrived < pages
                    ? t('slides.arrived', { arrived, pages })
                    : t('slides.pages', { count: pages })}
                </small>
              </span>
              <Button size="s" kind="primary" off={busy || arrived === 0} onClick={() => void show(id)}>
                {t('slides.show')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {state.kind === 'working' ? (
        <div className="dl-decks__work" role="status">
          <p className="dl-num">
            {state.pages === 0
              ? t('slides.opening')
              : t('slides.working', { done: state.done, pages: state.pages })}
          </p>
          <Meter value={state.pages === 0 ? 0 : state.done / state.pages} />
          <Button size="s" kind="quiet" onClick={cancel}>
            {t('slides.stop_working')}
          </Button>
        </div>
      ) : (
        <p className="dl-decks__add">
          <input
            ref={file}
            type="file"
            accept="application/pdf,.pdf"
            className="dl-sr"
            aria-label={t('slides.choose')}
            aria-describedby={hint}
            tabIndex={-1}
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              if (chosen) void prepare(chosen)
              event.target.value = ''
            }}
          />
          <Button icon="plus" onClick={() => file.current?.click()}>
            {t('slides.choose')}
          </Button>
          <span id={hint} className="dl-quiet">
            {t('slides.hint', { count: MAX_PAGES })}
          </span>
        </p>
      )}
      {state.kind === 'failed' && (
        <Notice
          tone="bad"
          live
          title={t(`slides.problem.${state.problem}`, { pages: state.pages, count: MAX_PAGES })}
        >
          {t(`slides.problem_text.${state.problem}`, { count: MAX_PAGES })}
        </Notice>
      )}
    </Dialog>
  )
}
