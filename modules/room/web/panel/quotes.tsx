import { Button, Card } from '../../../../ui/index.ts'
import { entityOf } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'

/** Somebody wants to publish my words: granted or refused here, on the phone. */
export function QuotesAsked() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const quote = entityOf(room, 'me')?.quotesAskedOfMe[0]
  if (!quote) return null
  const off = busy || state.kind !== 'open'
  return (
    <Card className="dl-quotes-asked">
      <h2>{t('quote_asked.title')}</h2>
      <blockquote className="dl-read dl-quoted" dir="auto">
        {quote.text ?? t('text_removed')}
      </blockquote>
      <div className="dl-onstage__actions">
        <Button
          kind="primary"
          size="xl"
          off={off}
          onClick={() => void command('grantPublication', { entry: quote.entry }, t('done.granted'))}
        >
          {t('quote_asked.grant')}
        </Button>
        <Button
          size="xl"
          off={off}
          onClick={() => void command('refusePublication', { entry: quote.entry }, t('done.refused'))}
        >
          {t('quote_asked.refuse')}
        </Button>
      </div>
    </Card>
  )
}
