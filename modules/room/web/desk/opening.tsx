import { Desk, Pane, Skeleton } from '../../../../ui/index.ts'
import { LostBand } from '../lost.tsx'
import { useWords } from '../use-words.ts'
import { CallStateBar } from './state.tsx'

/** The desk before anything of the record has come: its parts, of none of which it says that it is empty. */
export function OpeningDesk() {
  const { t } = useWords()
  const part = (title: string, className?: string) => (
    <Pane title={t(title)} className={className}>
      <Skeleton rows={4} shape="row" />
    </Pane>
  )
  return (
    <Desk bar={<CallStateBar mayChange={false} />} band={<LostBand />} fit theme="dark" className="dl-mod">
      <p role="status" className="dl-sr">
        {t('loading')}
      </p>
      <div className="dl-mod__side">{part('agenda.title')}</div>
      {part('pending.title', 'dl-mod__pending')}
      {part('list.title', 'dl-mod__list')}
      <div className="dl-mod__end">{part('record.title', 'dl-mod__record')}</div>
    </Desk>
  )
}
