import { useState } from 'react'
import {
  Band,
  Button,
  Desk,
  EntryComposer,
  FactList,
  type Locale,
  Notice,
  Pane,
  QuestionRow,
  RecordEntry,
  RecordList,
  Room,
  RoomTop,
  Sentence,
  Skeleton,
  SourceCard,
  StateBar,
  StatePill,
  Tag,
  VoteButton,
} from '../index.ts'
import { words } from './words.ts'

type Props = { locale: Locale }

export function RecordSheet({ locale }: Props) {
  const w = words[locale]
  const [kind, setKind] = useState<'quote' | 'promise'>('quote')
  const [text, setText] = useState('')
  return (
    <Desk
      fit
      className="gallery-columns"
      bar={<StateBar tone="green_room" word={w.greenRoom} title={w.topic} />}
    >
      <Pane
        title={w.record}
        foot={
          <EntryComposer
            kinds={[
              { id: 'quote', label: w.quote, icon: 'quote', digit: '2' },
              { id: 'promise', label: w.promise, icon: 'flag', digit: '3' },
            ]}
            kindsLabel={w.record}
            kind={kind}
            onKind={setKind}
            text={text}
            onText={setText}
            fieldLabel={w.record}
            stamp={{ time: '5:34', label: w.move }}
            action={<Button kind="primary">{w.record}</Button>}
            onRecord={() => setText('')}
          />
        }
      >
        <RecordList label={w.record}>
          <RecordEntry
            time="5:04"
            icon="quote"
            kind={w.quote}
            text={w.lead}
            state={
              <Tag tone="good" icon="check">
                {w.granted}
              </Tag>
            }
          />
          <RecordEntry time="5:17" icon="flag" kind={w.promise} text={w.question} was={w.second} pending />
        </RecordList>
      </Pane>
      <Pane title={w.source}>
        <article className="dl-read">
          <p>
            <Sentence number="4" spoken={w.source} current onPick={() => undefined}>
              {w.lead}
            </Sentence>{' '}
            <Sentence spoken={w.source} onPick={() => undefined}>
              {w.question}
            </Sentence>
            <Sentence number="5" spoken={w.source} changed onPick={() => undefined}>
              {w.second}
            </Sentence>
          </p>
        </article>
        <ul>
          <SourceCard
            number="4"
            head={w.quote}
            text={w.lead}
            facts={w.person}
            current
            actions={<Button>{w.dismiss}</Button>}
          />
          <SourceCard
            number="5"
            head={w.quote}
            facts={w.person}
            changed
            state={
              <Tag tone="warn" icon="alert">
                {w.changed}
              </Tag>
            }
          />
          <SourceCard number="6" head={w.quote} facts={w.person} />
        </ul>
        <FactList
          label={w.missing}
          facts={[
            { id: 'p', state: 'present', text: w.present },
            { id: 'm', state: 'missing', text: w.missing, action: <a href="/x">{w.retry}</a> },
            { id: 'l', state: 'left_out', text: w.decline },
          ]}
        />
      </Pane>
    </Desk>
  )
}

export function AttendeeSheet({ locale }: Props) {
  const w = words[locale]
  const [voted, setVoted] = useState(false)
  return (
    <Room
      bar={<RoomTop pill={<StatePill tone="debrief">{w.debrief}</StatePill>} title={w.topic} end={w.move} />}
      band={<Band kind="lobby" title={w.lost} />}
    >
      <Notice tone="bad" title={w.lost} live action={<Button size="s">{w.retry}</Button>}>
        {w.lostText}
      </Notice>
      <ul>
        <QuestionRow
          text={w.second}
          firm={w.firm}
          eyebrow={w.answering}
          vote={
            <VoteButton
              count={voted ? '9' : '8'}
              pressed={voted}
              label={w.second}
              onPress={() => setVoted(!voted)}
            />
          }
        />
      </ul>
      <Skeleton shape="tile" rows={4} />
    </Room>
  )
}
