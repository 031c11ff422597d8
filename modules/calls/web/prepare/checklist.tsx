import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../../ui/face.tsx'
import { Icon } from '../../../../ui/index.ts'
import { type CallDto, type Check, type ChecklistItem, isNamed } from '../../contract.ts'
import { calls } from '../api.ts'

/** The field of this screen where a missing thing is written; `panel` and `agenda` are no fields. */
const FIELDS: Readonly<Record<Check, string>> = {
  topic: 'topic-en',
  host: 'panel',
  'starts-at': 'startsAt',
  'starts-in-future': 'startsAt',
  'working-time': 'startsAt',
  duration: 'minutes',
  'host-place': 'hostPlace-en',
  description: 'description-en',
  panel: 'panel',
  agenda: 'agenda',
  'agenda-named': 'agenda',
  'agenda-fits': 'agenda',
  'rsvp-deadline': 'rsvpDeadline',
  'rsvp-before-start': 'rsvpDeadline',
  'rsvp-in-future': 'rsvpDeadline',
  capacity: 'capacity',
  sectors: 'sectors',
  countries: 'countries',
  languages: 'languages',
  'open-to': 'openTo-en',
  'second-language': 'topic-ur',
}

/** What is missing before the call can be announced, each a way to where it is written. */
export function Checklist({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const list = useQuery(calls.checklist.queryOptions({ input: { call: call.id } }))
  const open = list.data?.filter((item) => !item.done) ?? []
  const required = open.filter((item) => item.required)
  const advised = open.filter((item) => !item.required)
  if (!list.data) return null
  return (
    <section aria-labelledby="missing">
      <h3 id="missing">{t(required.length > 0 ? 'edit.missing' : 'edit.complete')}</h3>
      <Open call={call} items={required} icon="alert" />
      {advised.length > 0 && (
        <>
          <h4>{t('edit.advised')}</h4>
          <Open call={call} items={advised} icon="info" />
        </>
      )}
    </section>
  )
}

type OpenProps = { call: CallDto; items: readonly ChecklistItem[]; icon: 'alert' | 'info' }

function Open({ call, items, icon }: OpenProps) {
  const { t } = useTranslation('calls')
  return (
    <ul className="calls-checks">
      {items.map(({ check }) => (
        <li key={check}>
          <Icon name={icon} />
          <Way call={call} check={check}>
            {t(`errors.missing.${check}`)}
          </Way>
        </li>
      ))}
    </ul>
  )
}

function Way({ call, check, children }: { call: CallDto; check: Check; children: string }) {
  const unnamed = check === 'agenda-named' && call.agenda.find((item) => !isNamed(item))
  const field = unnamed ? `item-${unnamed.id}-en` : FIELDS[check]
  if (field === 'panel') return <FaceLink href={`/desk/calls/${call.id}/panel`}>{children}</FaceLink>
  return (
    <a
      href={`#${field}`}
      onClick={(event) => {
        event.preventDefault()
        const there = document.getElementById(field)
        there?.scrollIntoView({ block: 'center' })
        there?.focus({ preventScroll: true })
      }}
    >
      {children}
    </a>
  )
}
