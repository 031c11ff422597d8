import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { Card, TextAreaField } from '../../../../ui/index.ts'
import { Closed } from '../attendee/room.tsx'
import { useRoom } from '../link.tsx'
import { useWords } from '../use-words.ts'

const Unsent = createContext<(text: string) => void>(() => undefined)

/** The link may be taken away while somebody writes an answer: it cannot be sent any more, and what was written is not lost. */
export function KeepsUnsent({ children }: { children: ReactNode }) {
  const { state } = useRoom()
  const { t } = useWords()
  const [text, setText] = useState('')
  if (state.kind !== 'closed') return <Unsent value={setText}>{children}</Unsent>
  return (
    <Closed reason={state.reason}>
      {text.trim() !== '' && (
        <Card>
          <p>{t('errors.grant_ended')}</p>
          <TextAreaField
            name="unsent"
            readOnly
            rows={8}
            dir="auto"
            label={t('panel.unsent')}
            hint={t('panel.unsent_hint')}
            value={text}
          />
        </Card>
      )}
    </Closed>
  )
}

/** Notes what is being written and not sent yet. Answers what to call once it was sent, or its writer put it away. */
export function useUnsent(text: string): () => void {
  const note = useContext(Unsent)
  useEffect(() => note(text), [note, text])
  return useCallback(() => note(''), [note])
}
