import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiQueries } from '../../../../ui/api.ts'
import { dateTime } from '../../../../ui/format.ts'
import { useLocale } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import { contract as peopleContract } from '../../../people/contract.ts'
import type { CallDto, PanelMember } from '../../contract.ts'
import { say } from '../say.ts'

const people = apiQueries(peopleContract)

type Props = { call: CallDto; member: PanelMember; name: string }

/** Who answered and when, who comes instead, whether the link was tried, and who is in copy. */
export function Standing({ call, member, name }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone } = useSession()
  const at = (time: string) => dateTime(time, homeZone, locale)
  const instead = call.panel.find(({ id }) => id === member.replacedBy)
  const serves = member.invitedAt && member.state !== 'declined' && member.state !== 'replaced'
  const said = [
    member.answeredAt &&
      member.answeredBy &&
      t(`panel.answered.${member.answeredBy}`, { time: at(member.answeredAt), name }),
    instead && t('panel.instead', { name: say(instead.name, locale) }),
    serves &&
      (member.rehearsedAt
        ? t('panel.link_tried', { time: at(member.rehearsedAt) })
        : t('panel.link_not_tried')),
  ].filter(Boolean)
  return (
    <>
      {said.length > 0 && <p className="dl-quiet">{said.join(' · ')}</p>}
      {member.office && <Office person={member.office} />}
    </>
  )
}

function Office({ person }: { person: string }) {
  const { t } = useTranslation('calls')
  const found = useQuery(people.person.queryOptions({ input: { person } }))
  return (
    <p className="dl-quiet">
      <bdi>{t('panel.office', { name: found.data?.name ?? t('panel.removed') })}</bdi>
      {found.data?.email && (
        <>
          {' '}
          <bdi dir="ltr">{found.data.email}</bdi>
        </>
      )}
    </p>
  )
}
