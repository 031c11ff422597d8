import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { list, minuteOf, number } from '../../../../ui/format.ts'
import { Button, SourceCard, Tag, TextAreaField, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import { reviewed, reworded, takenOut } from './draft.ts'
import type { SourcesProps } from './props.ts'
import type { Shown } from './sentences.ts'

/** The card of a sentence: what it rests on, and what can be done with it. */
export function SourceOf({ sentence, ...props }: SourcesProps & { sentence: Shown }) {
  const { readout, current, onPick } = props
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const open = sentence.key === current
  // A quote and its grant are two events with the same words.
  const said = [...new Set(sentence.sources.flatMap((source) => source.text ?? []))]
  return (
    <SourceCard
      number={sentence.number === null ? undefined : number(sentence.number, locale)}
      head={
        <button type="button" className="ro-pick" aria-expanded={open} onClick={() => onPick(sentence.key)}>
          {headOf(sentence, readout.zone, locale, t)}
        </button>
      }
      state={<State sentence={sentence} />}
      text={open && said.length > 0 ? said.join(' · ') : undefined}
      facts={<Facts sentence={sentence} open={open} />}
      current={open}
      changed={sentence.change !== null}
      actions={<Actions sentence={sentence} {...props} />}
    />
  )
}

type Say = TFunction<'outcomes'>

function headOf(sentence: Shown, zone: string, locale: Locale, t: Say): string {
  const what = sentence.known?.asserts
    ? t(`asserts.${sentence.known.asserts.replaceAll(' ', '_')}`)
    : t('sources.written_here')
  const minutes = [
    ...new Set(sentence.sources.flatMap((s) => (s.saidAt ? [minuteOf(s.saidAt, zone, locale)] : []))),
  ]
  if (minutes.length === 0) return what
  const span = minutes.length > 3 ? `${minutes[0]} – ${minutes.at(-1)}` : minutes.join(', ')
  return `${what} · ${span}`
}

function State({ sentence }: { sentence: Shown }) {
  const { t } = useTranslation('outcomes')
  if (sentence.change) {
    return (
      <Tag tone="warn" icon="alert">
        {t('sources.changed')}
      </Tag>
    )
  }
  if (sentence.sources.some((source) => source.publication === 'granted')) {
    return (
      <Tag tone="good" icon="check">
        {t('sources.granted')}
      </Tag>
    )
  }
  if (sentence.isOwn && sentence.number !== null) return <Tag icon="pencil">{t('sources.reworded')}</Tag>
  return null
}

const MANY = 6

function Facts({ sentence, open }: { sentence: Shown; open: boolean }) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const { sources } = sentence
  if (sources.length === 0) return <>{t('sources.none')}</>
  const speakers = [...new Set(sources.flatMap((source) => (source.text && source.speakerName) || []))]
  const record = sources
    .filter((source) => source.event.stream.startsWith('record:'))
    .toSorted((a, b) => a.event.seq - b.event.seq)
  // What was announced matters where nothing of the record does, and on the open card.
  const around = open || record.length === 0 ? sources.filter((source) => !record.includes(source)) : []
  const others = [...new Set(around.map(({ kind }) => kind))]
  const shown = open ? record : record.slice(0, MANY)
  const events = shown.map(({ event }) => number(event.seq, locale)).join(', ')
  return (
    <>
      {speakers.length > 0 && (
        <>
          <bdi>{list(speakers, locale)}</bdi>
          {' · '}
        </>
      )}
      {record.length > 0 && (
        <>
          {t('sources.events', { count: record.length })} <bdi dir="ltr">{events}</bdi>
          {shown.length < record.length && '…'}
        </>
      )}
      {record.length > 0 && others.length > 0 && ' · '}
      {others.length > 0 &&
        list(
          others.map((kind) => t(`kinds.${kind.replaceAll(' ', '_')}`)),
          locale,
        )}
    </>
  )
}

function Actions({ sentence, mayEdit, edit, onAdd, sentences }: SourcesProps & { sentence: Shown }) {
  const { t } = useTranslation('outcomes')
  const [wording, setWording] = useState<string | null>(null)
  if (!mayEdit) return null
  const { key, change } = sentence
  if (change) return <ChangeActions sentence={sentence} change={change} edit={edit} />
  if (wording !== null) {
    return (
      <form
        className="ro-reword"
        onSubmit={(event) => {
          event.preventDefault()
          if (wording.trim()) edit((draft) => reworded(draft, key, wording.trim()))
          setWording(null)
        }}
      >
        <TextAreaField
          name={`words-${key}`}
          label={t('sources.words')}
          rows={6}
          dir="auto"
          autoFocus
          maxLength={4000}
          value={wording}
          onChange={(event) => setWording(event.target.value)}
        />
        <div className="dl-row">
          <Button type="submit" kind="primary">
            {t('sources.take_words')}
          </Button>
          <Button onClick={() => setWording(null)}>{t('sources.back')}</Button>
        </div>
      </form>
    )
  }
  const compiled = sentence.known?.compiled
  return (
    <>
      <Button icon="pencil" onClick={() => setWording(sentence.text)}>
        {t('sources.reword')}
      </Button>
      {sentence.isOwn && compiled && (
        <Button onClick={() => edit((draft) => reworded(draft, key, compiled))}>
          {t('sources.as_recorded')}
        </Button>
      )}
      <Button kind="quiet" onClick={() => onAdd(key)}>
        {t('sources.add')}
      </Button>
      {sentences[0]?.key !== key && (
        <Button kind="quiet" onClick={() => edit((draft) => takenOut(draft, key))}>
          {t('sources.take_out')}
        </Button>
      )}
    </>
  )
}

type ChangeProps = Pick<SourcesProps, 'edit'> & { sentence: Shown; change: NonNullable<Shown['change']> }

/** What the record says now; take it over, or keep the words and know of the change. */
function ChangeActions({ sentence, change, edit }: ChangeProps) {
  const { t } = useTranslation('outcomes')
  const { key } = sentence
  return (
    <>
      <p className="dl-read ro-now" dir="auto">
        {change.what === 'changed' ? change.now.text : t('sources.gone')}
      </p>
      {change.what === 'changed' ? (
        <Button
          kind="primary"
          onClick={() => edit((draft) => reviewed(reworded(draft, key, change.now.text ?? ''), key))}
        >
          {t('sources.accept')}
        </Button>
      ) : (
        <Button kind="primary" onClick={() => edit((draft) => reviewed(takenOut(draft, key), key))}>
          {t('sources.take_out')}
        </Button>
      )}
      <Button onClick={() => edit((draft) => reviewed(draft, key))}>{t('sources.keep')}</Button>
    </>
  )
}
