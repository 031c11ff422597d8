import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Localized } from '../../../kernel/schemas.ts'
import { apiQueries } from '../../../ui/api.ts'
import { countryName, dateOf, languageName, list, number, timeOf } from '../../../ui/format.ts'
import { useLocale } from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import { contract as peopleContract } from '../../people/contract.ts'
import type { CallDto } from '../contract.ts'
import { placeOfZone } from './page/when.tsx'
import { say } from './say.ts'

const people = apiQueries(peopleContract)

/** What ids are called. */
export type Names = Readonly<Record<string, Localized>>

/** What the panel and the agenda of a call are called. */
export const namesOf = (call: CallDto): Names =>
  Object.fromEntries([
    ...call.panel.map(({ id, name }) => [id, name]),
    ...call.agenda.map(({ id, title }) => [id, title]),
  ])

type SaidProps = { field: string; value: unknown; names?: Names | undefined }

const MOMENTS = new Set(['startsAt', 'rsvpDeadline', 'invitedAt', 'answeredAt', 'rehearsedAt'])
const PERSONS = new Set(['person', 'office'])
const THINGS = new Set(['speaker', 'campaign', 'replacedBy'])

/** Whether there is anything to say. */
export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isText(value) && Object.values(value).every((words) => !words))

/** A value of any field as its reader would say it: names for ids, words for codes, times with their place. */
export function Said({ field, value, names = {} }: SaidProps): ReactNode {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  if (isEmpty(value)) return t('together.empty')
  if (isText(value)) return <BothLanguages text={value} />
  if (PERSONS.has(field)) return <PersonSaid person={String(value)} names={names} />
  if (THINGS.has(field)) return <NameSaid id={String(value)} names={names} />
  if (field === 'order' && Array.isArray(value)) return <Order ids={value.map(String)} names={names} />
  if (field === 'agenda' && Array.isArray(value)) return <Items items={value as readonly Item[]} />
  if (Array.isArray(value))
    return list(
      value.map((each) => wordOf(field, String(each))),
      locale,
    )
  if (typeof value === 'number') return <span className="dl-num">{number(value, locale)}</span>
  if (MOMENTS.has(field)) {
    const at = String(value)
    return `${dateOf(at, homeZone, locale)}, ${timeOf(at, homeZone, locale)} (${homePlace})`
  }
  return wordOf(field, String(value))

  function wordOf(of: string, word: string): string {
    switch (of) {
      case 'groundRules':
        return t(`ground_rules.${word as 'background'}`)
      case 'state':
        return t(`panel_states.${word as 'listed'}`)
      case 'role':
      case 'roles':
        return t(`roles.${word as 'host'}`)
      case 'sectors':
        return t(`sectors.${word as 'food'}`)
      case 'answeredBy':
        return t(`history.answerers.${word as 'self'}`)
      case 'country':
      case 'countries':
        return countryName(word, locale)
      case 'languages':
        return languageName(word, locale)
      case 'zone':
        return placeOfZone(word)
      default:
        return word
    }
  }
}

type Words = Readonly<Record<string, unknown>>
const isText = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && ('en' in value || 'ur' in value)

/** Each language of a text in its own letters and direction. */
function BothLanguages({ text }: { text: Words }) {
  return Object.entries(text)
    .filter(([, words]) => words)
    .map(([language, words], index) => (
      <Fragment key={language}>
        {index > 0 && ' / '}
        <bdi lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
          {String(words)}
        </bdi>
      </Fragment>
    ))
}

function NameSaid({ id, names }: { id: string; names: Names }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const name = names[id]
  return <bdi>{name ? say(name, locale) : t('panel.removed')}</bdi>
}

/** A person whom the page does not know yet is looked up. */
function PersonSaid({ person, names }: { person: string; names: Names }) {
  const { t } = useTranslation('calls')
  const found = useQuery({
    ...people.person.queryOptions({ input: { person } }),
    enabled: names[person] === undefined,
  }).data
  if (names[person]) return <NameSaid id={person} names={names} />
  return (
    <>
      <bdi>{found?.name ?? t('panel.removed')}</bdi>
      {found?.email && (
        <>
          {' '}
          <bdi dir="ltr">{found.email}</bdi>
        </>
      )}
    </>
  )
}

function Order({ ids, names }: { ids: readonly string[]; names: Names }) {
  return (
    <ol className="calls-order">
      {ids.map((id) => (
        <li key={id}>
          <NameSaid id={id} names={names} />
        </li>
      ))}
    </ol>
  )
}

type Item = { readonly title: Localized; readonly minutes: number; readonly groundRules: string | null }

/** The agenda of a template. */
function Items({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  return (
    <ol className="calls-order">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two items may be the same, and nothing of them is kept
        <li key={index}>
          <BothLanguages text={item.title} /> · {number(item.minutes, locale)}
          {item.groundRules && ` · ${t(`ground_rules.${item.groundRules as 'background'}`)}`}
        </li>
      ))}
    </ol>
  )
}
