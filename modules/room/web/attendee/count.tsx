import { useState } from 'react'
import { Button, Dialog, TextField } from '../../../../ui/index.ts'
import { entityOf, MAX_COUNT } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'

/** How many of us sit before this screen: everybody counts as attending. */
export function CountHere() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const [asking, setAsking] = useState(false)
  const known = entityOf(room, 'me')?.count ?? 1
  const [typed, setTyped] = useState('')
  const number = Number(typed)
  const right = Number.isInteger(number) && number >= 1 && number <= MAX_COUNT
  const [tried, setTried] = useState(false)
  const save = async () => {
    if (!right) return setTried(true)
    if (await command('countHere', { count: number }, t('count.done', { count: number }))) setAsking(false)
  }
  return (
    <>
      <Button
        kind="quiet"
        icon="people"
        wide
        off={state.kind !== 'open'}
        onClick={() => {
          setTyped(String(known))
          setTried(false)
          setAsking(true)
        }}
      >
        {t('count.here', { count: known })}
      </Button>
      <Dialog
        open={asking}
        title={t('count.title')}
        onClose={() => setAsking(false)}
        onSubmit={() => void save()}
        actions={
          <Button kind="primary" type="submit" off={busy || state.kind !== 'open'}>
            {t('count.action')}
          </Button>
        }
      >
        <TextField
          name="count"
          data-focus
          type="number"
          inputMode="numeric"
          min={1}
          max={MAX_COUNT}
          label={t('count.label')}
          hint={t('count.hint')}
          error={tried && !right ? t('count.wrong', { max: MAX_COUNT }) : undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Dialog>
    </>
  )
}
