import { useState } from 'react'
import { Button, Keys, Pane } from '../../../../ui/index.ts'
import { entityOf } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'

/** Where the key N goes. */
export const ANNOUNCE_FIELD = 'dl-announce'

/** One line to everyone; it stands until it is replaced or withdrawn. */
export function AnnouncePane() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const [text, setText] = useState('')
  const standing = entityOf(room, 'announcement')
  const phase = entityOf(room, 'call')?.phase
  if (phase !== 'green room' && phase !== 'on air' && phase !== 'debrief') return null
  const off = busy || state.kind !== 'open'
  const send = async () => {
    if (text.trim() === '' || off) return
    if (await command('announce', { text: text.trim() }, t('done.announced'))) setText('')
  }
  return (
    <Pane title={t('announce.title')} scroll={false} className="dl-mod__announce" end={<Keys combo="N" />}>
      {standing && (
        <div className="dl-announce__now">
          <p className="dl-read" dir="auto">
            {standing.text ?? t('text_removed')}
          </p>
          <Button
            size="s"
            kind="quiet"
            off={off}
            onClick={() => void command('withdrawAnnouncement', {}, t('done.announcement_withdrawn'))}
          >
            {t('announce.withdraw')}
          </Button>
        </div>
      )}
      <form
        className="dl-announce"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <input
          id={ANNOUNCE_FIELD}
          className="usa-input"
          dir="auto"
          maxLength={300}
          aria-label={t('announce.label')}
          placeholder={t('announce.label')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" off={off || text.trim() === ''}>
          {t('announce.send')}
        </Button>
      </form>
    </Pane>
  )
}
