import { useTranslation } from 'react-i18next'
import { Button, SelectField, TextField, useLocale } from '../../../../ui/index.ts'
import { GROUND_RULES, type GroundRules, NEW_ITEM, type Template } from '../../contract.ts'
import { say } from '../say.ts'

type Item = Template['agenda'][number]
type Props = { items: readonly Item[]; onChange: (items: Item[]) => void }

/** The agenda that a new call begins with; it is saved with the template. */
export function TemplateAgenda({ items, onChange }: Props) {
  const { t } = useTranslation('calls')
  const put = (index: number, change: Partial<Item>) =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...change } : item)))
  const move = (index: number, by: number) => {
    const item = items[index]
    if (item) onChange(items.toSpliced(index, 1).toSpliced(index + by, 0, item))
  }
  return (
    <>
      <ol className="calls-agenda">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place; its fields show what stands there
          <li key={index}>
            <Row
              item={item}
              put={(change) => put(index, change)}
              onRemove={() => onChange(items.toSpliced(index, 1))}
              onUp={index > 0 ? () => move(index, -1) : undefined}
              onDown={index < items.length - 1 ? () => move(index, 1) : undefined}
            />
          </li>
        ))}
      </ol>
      <Button
        icon="plus"
        onClick={() =>
          onChange([...items, { title: { en: NEW_ITEM, ur: null }, minutes: 10, groundRules: null }])
        }
      >
        {t('edit.add_item')}
      </Button>
    </>
  )
}

type RowProps = {
  item: Item
  put: (change: Partial<Item>) => void
  onRemove: () => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
}

function Row({ item, put, onRemove, onUp, onDown }: RowProps) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const what = say(item.title, locale)
  return (
    <fieldset className="calls-item calls-item--plain">
      <legend className="dl-sr">{what}</legend>
      <div className="calls-item__fields">
        <TextField
          name="item-en"
          label={t('edit.in_english', { label: t('edit.item_title') })}
          lang="en"
          dir="ltr"
          maxLength={200}
          value={item.title.en}
          onChange={(event) => put({ title: { ...item.title, en: event.target.value } })}
        />
        <TextField
          name="item-ur"
          label={t('edit.in_urdu', { label: t('edit.item_title') })}
          lang="ur"
          dir="rtl"
          maxLength={200}
          value={item.title.ur ?? ''}
          onChange={(event) => put({ title: { ...item.title, ur: event.target.value || null } })}
        />
        <SelectField
          name="item-rules"
          label={t('page.ground_rules')}
          value={item.groundRules ?? ''}
          onChange={(event) => put({ groundRules: (event.target.value || null) as GroundRules | null })}
          options={[
            { value: '', label: t('templates.rules_of_call') },
            ...GROUND_RULES.map((rules) => ({ value: rules, label: t(`ground_rules.${rules}`) })),
          ]}
        />
        <TextField
          name="item-minutes"
          type="number"
          min={1}
          label={t('edit.minutes')}
          value={item.minutes}
          onChange={(event) => {
            const minutes = Math.round(event.target.valueAsNumber)
            if (minutes >= 1) put({ minutes })
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
