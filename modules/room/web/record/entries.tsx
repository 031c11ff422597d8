import { useRef, useState } from 'react'
import {
  Button,
  Empty,
  EntryComposer,
  type IconName,
  RecordEntry,
  RecordList,
  SelectField,
  Tag,
  TextField,
} from '../../../../ui/index.ts'
import {
  ASPECTS,
  type Aspect,
  ENTRY_KINDS,
  type EntryKind,
  type EntryView,
  entitiesOf,
  entityOf,
} from '../../contract.ts'
import { answererOf, ownerOf } from '../desk/dialogs.tsx'
import { wallClock } from '../facts.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { nameOf, officeName, panelName, panelOf } from '../words.ts'

const ICONS: Record<EntryKind, IconName> = {
  'key point': 'point',
  topic: 'topic',
  quote: 'quote',
  promise: 'flag',
}

/** The field that takes the record: the minute is the one when typing began. */
export function Composer({ onRecorded }: { onRecorded?: () => void }) {
  const { room, facts, now, state } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const [kind, setKind] = useState<EntryKind>('key point')
  const [text, setText] = useState('')
  const [began, setBegan] = useState<number | null>(null)
  const [speaker, setSpeaker] = useState('none')
  const [aspect, setAspect] = useState<Aspect | 'none'>('none')
  const [due, setDue] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const call = entityOf(room, 'call')
  const quotesClosed = call?.groundRules !== 'on the record'
  const possible = call !== null && ['on air', 'debrief', 'ended'].includes(call.phase)
  const type = (next: string) => {
    setText(next)
    setBegan((before) => (next === '' ? null : (before ?? now())))
  }
  const record = async () => {
    if (text.trim() === '' || busy) return
    const who = speaker === 'none' ? null : answererOf(speaker)
    const ack = await command('recordEntry', {
      kind,
      text: text.trim(),
      speaker: who,
      aspect: kind === 'key point' && aspect !== 'none' ? aspect : null,
      saidAt: began === null ? null : Temporal.Instant.fromEpochMilliseconds(began).toString(),
      owner: kind === 'promise' ? ownerOf(speaker === 'none' ? 'mission' : speaker) : null,
      due: kind === 'promise' && due ? due : null,
    })
    if (!ack) return
    setText('')
    setBegan(null)
    field.current?.focus()
    onRecorded?.()
  }
  if (!possible) return <p className="dl-quiet dl-pad">{t('record.opens')}</p>
  return (
    <EntryComposer
      kinds={ENTRY_KINDS.map((id, index) => ({
        id,
        label: t(`entry_kind.${id}`),
        icon: ICONS[id],
        digit: String(index + 1),
        off: id === 'quote' && quotesClosed,
      }))}
      kindsLabel={t('record.kinds')}
      kind={kind}
      onKind={setKind}
      text={text}
      onText={type}
      fieldLabel={t(`record.field.${kind}`)}
      stamp={
        began === null ? undefined : { time: wallClock(began, facts.zone, locale), label: t('record.stamp') }
      }
      fieldRef={field}
      onRecord={() => void record()}
      action={
        <Button
          kind="primary"
          keyName="⏎"
          off={busy || state.kind !== 'open' || text.trim() === ''}
          onClick={() => void record()}
        >
          {t('record.action')}
        </Button>
      }
    >
      <SpeakerField kind={kind} value={speaker} onChange={setSpeaker} />
      {kind === 'key point' && (
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
      {kind === 'promise' && (
        <TextField
          name="due"
          type="date"
          label={t('follow_up.due')}
          labelHidden
          value={due}
          onChange={(event) => setDue(event.target.value)}
        />
      )}
      {quotesClosed && call && (
        <p className="dl-quiet">
          {t('record.quotes_closed', { rules: t(`ground_rules.${call.groundRules}`) })}
        </p>
      )}
    </EntryComposer>
  )
}

function SpeakerField({
  kind,
  value,
  onChange,
}: {
  kind: EntryKind
  value: string
  onChange: (value: string) => void
}) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const panel = panelOf(room)
  return (
    <SelectField
      name="speaker"
      label={t(kind === 'promise' ? 'follow_up.owner' : 'record.speaker')}
      labelHidden
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={[
        { value: 'none', label: t(kind === 'promise' ? 'the_mission' : 'record.nobody') },
        ...panel.map((member) => ({
          value: `panel member ${member.id}`,
          label: panelName(room, member.id, locale, t),
        })),
        ...panel
          .filter((member) => !member.isHost)
          .map((member) => ({ value: `office ${member.id}`, label: officeName(room, member.id, locale, t) })),
      ]}
    />
  )
}

/** What was taken down, newest first. */
export function Entries() {
  const { room } = useRoom()
  const { t } = useWords()
  const entries = entitiesOf(room, 'entry').sort((a, b) => (a.saidAt < b.saidAt ? 1 : -1))
  if (entries.length === 0) return <Empty icon="record" title={t('record.empty')} />
  return (
    <RecordList label={t('record.title')}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </RecordList>
  )
}

function Entry({ entry }: { entry: EntryView }) {
  const { room, facts, state } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const who = entry.kind === 'promise' && entry.owner ? entry.owner : entry.speaker
  const name = who ? nameOf(room, who, locale, t, entry.speakerName) : null
  const mayAsk = entry.kind === 'quote' && entry.publication === 'not asked' && state.kind === 'open'
  return (
    <RecordEntry
      time={wallClock(Temporal.Instant.from(entry.saidAt).epochMilliseconds, facts.zone, locale)}
      icon={ICONS[entry.kind]}
      kind={[t(`entry_kind.${entry.kind}`), name].filter(Boolean).join(' · ')}
      text={entry.text ?? t('text_removed')}
      was={entry.corrected ? (entry.before ?? undefined) : undefined}
      state={<EntryState entry={entry} />}
      actions={
        mayAsk && (
          <Button
            size="s"
            off={busy}
            onClick={() => void command('askToPublish', { entry: entry.id }, t('done.asked_to_publish'))}
          >
            {t('record.ask_to_publish')}
          </Button>
        )
      }
    />
  )
}

const TONES = { 'not asked': 'neutral', asked: 'warn', granted: 'good', refused: 'bad' } as const

function EntryState({ entry }: { entry: EntryView }) {
  const { t, locale } = useWords()
  if (entry.publication) {
    return <Tag tone={TONES[entry.publication]}>{t(`publication.${entry.publication}`)}</Tag>
  }
  if (entry.kind !== 'promise' || !entry.due) return null
  const day = Temporal.PlainDate.from(entry.due).toLocaleString(
    locale === 'ur' ? 'ur-PK-u-nu-latn' : 'en-US',
    { dateStyle: 'medium' },
  )
  return <Tag icon="calendar">{t('record.due', { day })}</Tag>
}
