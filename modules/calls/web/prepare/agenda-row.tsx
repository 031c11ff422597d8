import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { minuteOf } from '../../../../ui/format.ts'
import { Button, type Locale, SelectField, TextField } from '../../../../ui/index.ts'
import { type CallDto, GROUND_RULES, type GroundRules } from '../../contract.ts'
import type { callsClient } from '../api.ts'
import { say } from '../say.ts'

export type Item = CallDto['agenda'][number]
export type ItemChange = Omit<Parameters<typeof callsClient.changeAgendaItem>[0], 'call' | 'item'>

type RowProps = {
  call: CallDto
  item: Item
  locale: Locale
  onChange: (change: ItemChange, seen: Seen) => void
  onRemove: () => void
  /** Whether something is being saved: until then the others' words cannot be told from mine. */
  busy: boolean
  /** Somebody else wrote in this item. */
  onMoved: () => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
}

export function AgendaRow({
  call,
  item,
  locale,
  busy,
  onMoved,
  onChange: write,
  onRemove,
  onUp,
  onDown,
}: RowProps) {
  const { t } = useTranslation('calls')
  /** What the fields were when I began to write in them; mine count as seen. */
  const seen = useRef<Seen>(item)
  const onChange = (change: ItemChange) => {
    const before = seen.current
    write(change, before)
    const { title, minutes = before.minutes, speaker = before.speaker } = change
    const groundRules = change.groundRules === undefined ? before.groundRules : change.groundRules
    // An emptied Urdu is none, as the server keeps it.
    const ur = title?.ur === undefined ? before.title.ur : title.ur || null
    seen.current = {
      title: { en: title?.en ?? before.title.en, ur },
      ...{ minutes, speaker, groundRules: groundRules ?? call.groundRules },
    }
  }
  const moved = !busy && standing(item) !== standing(seen.current)
  const tell = useRef(onMoved)
  tell.current = onMoved
  useEffect(() => {
    if (moved) tell.current()
  }, [moved])
  const later = useLater()
  const what = say(item.title, locale)
  return (
    <fieldset className="calls-item">
      <legend className="dl-sr">{what}</legend>
      <span className="dl-num">{item.startsAt && minuteOf(item.startsAt, call.zone, locale)}</span>
      <div className="calls-item__fields">
        <TextField
          name={`item-${item.id}-en`}
          label={t('edit.in_english', { label: t('edit.item_title') })}
          lang="en"
          dir="ltr"
          maxLength={200}
          defaultValue={item.title.en}
          onChange={(event) => later('en', () => onChange({ title: { en: event.target.value } }))}
        />
        <TextField
          name={`item-${item.id}-ur`}
          label={t('edit.in_urdu', { label: t('edit.item_title') })}
          lang="ur"
          dir="rtl"
          maxLength={200}
          defaultValue={item.title.ur ?? ''}
          onChange={(event) => later('ur', () => onChange({ title: { ur: event.target.value } }))}
        />
        <SelectField
          name={`item-${item.id}-speaker`}
          label={t('edit.speaker')}
          value={item.speaker ?? ''}
          onChange={(event) => onChange({ speaker: event.target.value || null })}
          options={[
            { value: '', label: t('edit.nobody') },
            ...call.panel.map((member) => ({ value: member.id, label: say(member.name, locale) })),
          ]}
        />
        <SelectField
          name={`item-${item.id}-rules`}
          label={t('page.ground_rules')}
          value={item.groundRules}
          onChange={(event) => {
            const rules = event.target.value as GroundRules
            onChange({ groundRules: rules === call.groundRules ? null : rules })
          }}
          options={GROUND_RULES.map((rules) => ({ value: rules, label: t(`ground_rules.${rules}`) }))}
        />
        <TextField
          name={`item-${item.id}-minutes`}
          type="number"
          min={1}
          label={t('edit.minutes')}
          defaultValue={item.minutes}
          onChange={(event) => {
            const minutes = Math.round(event.target.valueAsNumber)
            if (minutes >= 1) later('minutes', () => onChange({ minutes }))
          }}
        />
      </div>
      <div className="calls-item__moves">
        {onUp && (
          <Button name={`item-${item.id}-up`} kind="quiet" icon="up" iconOnly onClick={onUp}>
            {t('edit.up', { what })}
          </Button>
        )}
        {onDown && (
          <Button name={`item-${item.id}-down`} kind="quiet" icon="down" iconOnly onClick={onDown}>
            {t('edit.down', { what })}
          </Button>
        )}
        <Button kind="quiet" icon="trash" iconOnly onClick={onRemove}>
          {t('edit.take_out', { what })}
        </Button>
      </div>
    </fieldset>
  )
}

/** What the controls of a row show only when they are made. */
const standing = ({ title, minutes }: Pick<Item, 'title' | 'minutes'>): string =>
  JSON.stringify([asKept(title.en), asKept(title.ur ?? ''), minutes])

/** The server keeps words without the space around them. */
const asKept = (words: string): string => words.normalize('NFC').trim().replace(/\s+/g, ' ')

/** What is compared with what stands there now. */
type Seen = Readonly<Pick<Item, 'title' | 'minutes' | 'speaker' | 'groundRules'>>

const PAUSE_MS = 600

/** Does something once typing paused, each kind by itself; the last one wins. What waits when the row goes is done at once. */
function useLater(): (kind: string, work: () => void) => void {
  const waiting = useRef(new Map<string, { timer: ReturnType<typeof setTimeout>; work: () => void }>())
  useEffect(() => {
    const all = waiting.current
    return () => {
      for (const { timer, work } of all.values()) {
        clearTimeout(timer)
        work()
      }
    }
  }, [])
  return (kind, work) => {
    const before = waiting.current.get(kind)
    if (before) clearTimeout(before.timer)
    const run = () => {
      waiting.current.delete(kind)
      work()
    }
    waiting.current.set(kind, { timer: setTimeout(run, PAUSE_MS), work })
  }
}
