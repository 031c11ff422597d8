import { useCallback, useState } from 'react'
import { useToast } from '../../../ui/index.ts'
import type { CommandInput, CommandName } from '../contract.ts'
import { CommandRefused, type Saved, useRoom } from './link.tsx'
import { useWords } from './use-words.ts'

/**
 * Asks the room for something and says what came of it: `done` is announced, a refusal is shown as a sentence.
 * Answers the acknowledgement, or null when it was refused or not saved.
 */
export function useCommand() {
  const { run } = useRoom()
  const { t } = useWords()
  const show = useToast()
  const [busy, setBusy] = useState(false)
  const command = useCallback(
    async <N extends CommandName>(name: N, input: CommandInput<N>, done?: string): Promise<Saved | null> => {
      setBusy(true)
      try {
        const ack = await run(name, input)
        if (done) show(done)
        return ack
      } catch (error) {
        show(sentenceOf(error, t))
        return null
      } finally {
        setBusy(false)
      }
    },
    [run, show, t],
  )
  return { command, busy }
}

function sentenceOf(error: unknown, t: (key: string, params?: Record<string, unknown>) => string): string {
  if (error instanceof CommandRefused) {
    return t(`errors.${error.reason.replace(/^room\./, '')}`, error.params)
  }
  return t('errors.not_saved')
}
