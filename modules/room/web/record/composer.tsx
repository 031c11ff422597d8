import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button, EntryComposer, SelectField, TextField } from '../../../../ui/index.ts'
import { ASPECTS, type Aspect, type EntryKind, type EntryView, entitiesOf, entityOf } from '../../contract.ts'
import { ownerOf } from '../desk/dialogs.tsx'
import { wallClock } from '../facts.ts'
import { useRoom } from '../link.tsx'
import { useWords } from '../use-words.ts'
import { answerableIn } from './answerable.ts'
import { ICONS } from './entries.tsx'
import type { Kind, Queued, Recorder } from './recorder.ts'
import { SpeakerField, speakerOf } from './speaker.tsx'

const KINDS = ['key point', 'quote', 'promise', 'topic', 'answer'] as const satisfies Kind[]

type Props = {
  recorder: Recorder
  onRecorded?: () => void
  /** Grows each time the answer is to be summarized: the field takes it down next. */
  summarize?: number
}

/** The field that takes the record: the minute is the one when typing began, and the field is free at once. */
export function Composer({ recorder, onRecorded, summarize = 0 }: Props) {
  const { room, facts, now } = useRoom()
  const { t, locale } = useWords()
  const [kind, setKind] = useState<Kind>('key point')
  const [text, setText] = useState('')
  const [began, setBegan] = useState<number | null>(null)
  const [speaker, setSpeaker] = useState('none')
  const [aspect, setAspect] = useState<Aspect | 'none'>('none')
  const [due, setDue] = useState('')
  const [correcting, setCorrecting] = useState<EntryView | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const who = useRef<HTMLSelectElement>(null)
  const call = entityOf(room, 'call')
  const quotesClosed = call?.groundRules !== 'on the record'
  const answering = answerableIn(room)?.question.id ?? null
  useEffect(() => {
    if (summarize === 0) return
    setKind('answer')
    field.current?.focus()
  }, [summarize])
  if (!call || !entityOf(room, 'me') || !['on air', 'debrief', 'ended'].includes(call.phase)) {
    return <p className="dl-quiet dl-pad">{t('record.opens')}</p>
  }
  const type = (next: string) => {
    setText(next)
    setBegan((before) => (next === '' ? null : (before ?? now())))
  }
  const free = () => {
    type('')
    setCorrecting(null)
    field.current?.focus()
  }
  const record = () => {
    const words = text.trim()
    if (words === '') return
    const saidAt = Temporal.Instant.fromEpochMilliseconds(Math.floor(began ?? now())).toString()
    if (correcting) recorder.correct(correcting, words)
    else if (kind === 'answer') {
      if (!answering) return
      recorder.answer(answering, words, saidAt)
    } else recorder.record(entryOf({ kind, text: words, saidAt, speaker, aspect, due }))
    free()
    onRecorded?.()
  }
  /** The last one, to be corrected: a new entry in the record says what it was and what it is. */
  const recall = () => {
    const last = entitiesOf(room, 'entry')
      .filter((entry) => entry.text !== null)
      .sort((a, b) => (a.saidAt < b.saidAt ? 1 : -1))[0]
    if (!last?.text) return
    setCorrecting(last)
    setKind(last.kind)
    setText(last.text)
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && correcting) free()
    else if (event.key === '@' && /(^|\s)$/.test(text)) who.current?.focus()
    else return
    event.preventDefault()
  }
  const off = (id: Kind) =>
    correcting ? id !== correcting.kind : id === 'quote' ? quotesClosed : id === 'answer' && !answering
  return (
    <EntryComposer
      kinds={KINDS.filter((id) => id !== 'answer' || answering || kind === 'answer').map((id, index) => ({
        id,
        label: t(`entry_kind.${id}`),
        icon: ICONS[id],
        digit: String(index + 1),
        off: off(id),
      }))}
      kindsLabel={t('record.kinds')}
      kind={kind}
      onKind={setKind}
      text={text}
      onText={type}
      fieldLabel={correcting ? t('record.correcting') : t(`record.field.${kind}`)}
      stamp={
        correcting
          ? {
              time: wallClock(Temporal.Instant.from(correcting.saidAt).epochMilliseconds, facts.zone, locale),
              label: t('record.correcting'),
            }
          : began === null
            ? undefined
            : { time: wallClock(began, facts.zone, locale), label: t('record.stamp') }
      }
      fieldRef={field}
      onRecord={record}
      onRecall={recall}
      onFieldKey={key}
      action={
        <Button kind="primary" keyName="⏎" off={text.trim() === '' || off(kind)} onClick={record}>
          {t(correcting ? 'record.correct' : 'record.action')}
        </Button>
      }
    >
      {!correcting && kind !== 'answer' && (
        <SpeakerField
          ref={who}
          kind={kind}
          value={speaker}
          onChange={setSpeaker}
          onDone={() => field.current?.focus()}
        />
      )}
      {!correcting && kind === 'key point' && (
        <SelectField
          name="aspect"
          label={t('record.aspect')}
          labelHidden
          value={aspect}
          onChange={(event) => setAspect(ASPECTS.find((known) => known === event.target.value) ?? 'none')}
          options={[
            { value: 'none', label: t('record.no_aspect') },
            ...ASPECTS.map((value) => ({ value, label: t(`aspect.${value}`) })),
          ]}
        />
      )}
      {!correcting && kind === 'promise' && (
        <TextField
          name="due"
          type="date"
          label={t('follow_up.due')}
          labelHidden
          value={due}
          onChange={(event) => setDue(event.target.value)}
        />
      )}
      {quotesClosed && (
        <p className="dl-quiet">
          {t('record.quotes_closed', { rules: t(`ground_rules.${call.groundRules}`) })}
        </p>
      )}
      <Refused
        recorder={recorder}
        onAgain={(queued) => {
          recorder.drop(queued.id)
          setKind(queued.kind)
          setText(queued.text)
          setBegan(Temporal.Instant.from(queued.saidAt).epochMilliseconds)
          field.current?.focus()
        }}
      />
    </EntryComposer>
  )
}

interface Typed {
  readonly kind: EntryKind
  readonly text: string
  readonly saidAt: string
  readonly speaker: string
  readonly aspect: Aspect | 'none'
  readonly due: string
}

/** Only key points are about something, only promises have an owner and a day. */
function entryOf({ kind, text, saidAt, speaker, aspect, due }: Typed) {
  const named = speaker !== 'none' && !speaker.startsWith('person ')
  const promise = kind === 'promise'
  return {
    kind,
    text,
    saidAt,
    speaker: speakerOf(speaker),
    aspect: kind === 'key point' && aspect !== 'none' ? aspect : null,
    owner: promise && named ? ownerOf(speaker) : null,
    due: promise && due ? due : null,
  }
}

/** What the room would not take: why, and back into the field with its own minute. Nothing typed is lost. */
function Refused({ recorder, onAgain }: { recorder: Recorder; onAgain: (queued: Queued) => void }) {
  const { t } = useWords()
  const refused = recorder.queue.find(({ failed }) => failed !== null)
  if (!refused) return null
  return (
    <p className="dl-late dl-row">
      {refused.failed}{' '}
      <Button size="s" icon="pencil" onClick={() => onAgain(refused)}>
        {t('record.again')}
      </Button>
    </p>
  )
}
