import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { minuteOf, number } from '../../../../ui/format.ts'
import {
  Button,
  Empty,
  type Locale,
  Notice,
  SelectField,
  TextField,
  useLocale,
} from '../../../../ui/index.ts'
import { type CallDto, GROUND_RULES, type GroundRules } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { Clash, isClash, theirsIn } from '../clash.tsx'
import { namesOf } from '../said.tsx'
import { say } from '../say.ts'

type Item = CallDto['agenda'][number]
type ItemChange = Omit<Parameters<typeof callsClient.changeAgendaItem>[0], 'call' | 'item'>

/** The agenda: every item begins when the one before ends; the times are computed. */
export function AgendaSection({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const queries = useQueryClient()
  const edit = useMutation({
    mutationFn: (work: () => Promise<Item[]>) => work(),
    onSuccess: async (agenda) => {
      queries.setQueryData(
        calls.get.queryKey({ input: { call: call.id } }),
        (old) => old && { ...old, agenda },
      )
      await queries.invalidateQueries({ queryKey: calls.checklist.key() })
    },
  })
  /** The change that clashed with somebody else's, until one of the two is chosen. */
  const [clash, setClash] = useState<Clashed>()
  /** Rows that are drawn anew, because what the others wrote was taken. */
  const [anew, setAnew] = useState<ReadonlyMap<string, number>>(new Map())
  const write = (item: string, change: ItemChange, seen: Readonly<Record<string, unknown>>) =>
    edit.mutate(
      () => {
        const base = Object.fromEntries(Object.entries(seen).filter(([field]) => field in change))
        return callsClient.changeAgendaItem({ call: call.id, item, ...change, base })
      },
      {
        onError: (error) =>
          isClash(error) && setClash({ again: (theirs) => write(item, change, theirs), anew: item }),
      },
    )
  const add = () =>
    edit.mutate(() =>
      callsClient.addAgendaItem({ call: call.id, title: { en: t('edit.new_item') }, minutes: 10 }),
    )
  const move = (index: number, by: number) => {
    const order = call.agenda.map((item) => item.id)
    const [taken] = order.splice(index, 1)
    if (taken) order.splice(index + by, 0, taken)
    put(order, { order: call.agenda.map((item) => item.id) })
  }
  const put = (order: string[], base: Readonly<Record<string, unknown>>) =>
    edit.mutate(() => callsClient.orderAgenda({ call: call.id, order, base }), {
      onError: (error) => isClash(error) && setClash({ again: (theirs) => put(order, theirs) }),
    })
  const sum = call.agenda.reduce((minutes, item) => minutes + item.minutes, 0)
  return (
    <>
      {call.agenda.length === 0 && (
        <Empty icon="clock" title={t('edit.no_agenda')}>
          {t('edit.no_agenda_text')}
        </Empty>
      )}
      <ol className="calls-agenda">
        {call.agenda.map((item, index) => (
          <li key={`${item.id}:${anew.get(item.id) ?? 0}`}>
            <Row
              call={call}
              item={item}
              locale={locale}
              onChange={(change, seen) => write(item.id, change, seen)}
              onRemove={() =>
                edit.mutate(() => callsClient.removeAgendaItem({ call: call.id, item: item.id }))
              }
              onUp={index > 0 ? () => move(index, -1) : undefined}
              onDown={index < call.agenda.length - 1 ? () => move(index, 1) : undefined}
            />
          </li>
        ))}
      </ol>
      <div className="dl-row">
        <Button icon="plus" onClick={add}>
          {t('edit.add_item')}
        </Button>
        {call.agenda.length > 0 && (
          <span className={sum > call.minutes ? 'dl-late' : 'dl-quiet'}>
            {t('edit.agenda_sum', {
              count: sum,
              sum: number(sum, locale),
              minutes: number(call.minutes, locale),
            })}
          </span>
        )}
      </div>
      {clash && isClash(edit.error) && (
        <Clash
          error={edit.error}
          names={namesOf(call)}
          onClose={() => setClash(undefined)}
          onMine={() => {
            setClash(undefined)
            if (isClash(edit.error)) clash.again(theirsIn(edit.error))
          }}
          onTheirs={() => {
            setClash(undefined)
            const { anew: item } = clash
            if (item) setAnew((before) => new Map([...before, [item, (before.get(item) ?? 0) + 1]]))
            void queries.invalidateQueries({ queryKey: calls.get.queryKey({ input: { call: call.id } }) })
          }}
        />
      )}
      {edit.isError && !isClash(edit.error) && (
        <Notice tone="bad" live>
          {edit.error.message}
        </Notice>
      )}
    </>
  )
}

type Clashed = {
  /** Writes mine over what I have now seen. */
  again: (theirs: Readonly<Record<string, unknown>>) => void
  /** The row to be drawn anew when theirs is taken. */
  anew?: string
}

type RowProps = {
  call: CallDto
  item: Item
  locale: Locale
  onChange: (change: ItemChange, seen: Seen) => void
  onRemove: () => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
}

function Row({ call, item, locale, onChange: write, onRemove, onUp, onDown }: RowProps) {
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
          <Button kind="quiet" icon="up" iconOnly onClick={onUp}>
            {t('edit.up', { what })}
          </Button>
        )}
        {onDown && (
          <Button kind="quiet" icon="down" iconOnly onClick={onDown}>
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
