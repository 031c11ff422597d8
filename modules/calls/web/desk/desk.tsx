import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../../ui/face.tsx'
import {
  Button,
  Desk,
  DeskBar,
  DeskPage,
  Empty,
  Segments,
  Skeleton,
  useLocale,
} from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import { CALL_STATES, type CallState } from '../../contract.ts'
import { calls } from '../api.ts'
import { say } from '../say.ts'
import { CallTable } from './call-table.tsx'
import { CreateCall } from './create.tsx'

/** `/desk`: my calls, what each one needs next, and how to begin another. */
export function CallsDesk() {
  const { t } = useTranslation('calls')
  const session = useSession()
  const [state, setState] = useState<CallState | null>(null)
  const [creating, setCreating] = useState(false)
  const list = useInfiniteQuery(
    calls.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const mayCreate =
    session.who.kind === 'staff' &&
    session.who.roles.some((held) => held.role === 'officer' || held.role === 'administrator')
  const create = mayCreate && (
    <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>
      {t('desk.create')}
    </Button>
  )
  return (
    <Desk bar={<DeskBar homeHref="/desk" title={session.mission} link={FaceLink} />}>
      <DeskPage title={t('desk.title')} lead={t('desk.lead')} end={rows.length > 0 && create}>
        {(rows.length > 0 || state) && (
          <Segments
            label={t('desk.by_state')}
            items={[null, ...CALL_STATES].map((each) => ({
              id: each ?? 'all',
              label: t(each ? `states.${each}` : 'desk.all'),
              current: each === state,
              onPick: () => setState(each),
            }))}
          />
        )}
        {list.isPending && <Skeleton shape="row" rows={6} />}
        {list.isSuccess && rows.length === 0 && (
          <Empty
            icon="calendar"
            title={t(state ? 'desk.none_so' : 'desk.none')}
            action={state ? null : create}
          >
            {!state && t(mayCreate ? 'desk.none_text' : 'desk.none_reader')}
          </Empty>
        )}
        {rows.length > 0 && <CallTable rows={rows} />}
        {list.hasNextPage && (
          <Button onClick={() => void list.fetchNextPage()} off={list.isFetchingNextPage}>
            {t('desk.more')}
          </Button>
        )}
        <Programs />
        <Campaigns />
      </DeskPage>
      {creating && (
        <CreateCall
          mayBegin={holds(session, ['officer', 'administrator'])}
          onClose={() => setCreating(false)}
        />
      )}
    </Desk>
  )
}

/** Programs and their series: where each is written, and what its calls begin with. */
function Programs() {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const programs = useQuery(calls.listPrograms.queryOptions())
  const series = useQuery(calls.listSeries.queryOptions({ input: {} }))
  if (!programs.data || programs.data.length === 0) return null
  return (
    <section className="calls-programs" aria-labelledby="programs">
      <h3 id="programs">{t('home.programs')}</h3>
      <ul>
        {programs.data.map((program) => (
          <li key={program.id}>
            <FaceLink href={`/desk/programs/${program.id}`}>
              <bdi>{say(program.name, locale)}</bdi>
            </FaceLink>
            <ul className="calls-programs__series">
              {series.data
                ?.filter((each) => each.program === program.id)
                .map((each) => (
                  <li key={each.id}>
                    <FaceLink href={`/desk/series/${each.id}/words`}>
                      <bdi>{say(each.name, locale)}</bdi>
                    </FaceLink>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Tags across programs: where each is worded. */
function Campaigns() {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const campaigns = useQuery(calls.listCampaigns.queryOptions())
  if (!campaigns.data || campaigns.data.length === 0) return null
  return (
    <section className="calls-programs" aria-labelledby="campaigns">
      <h3 id="campaigns">{t('programs.campaigns')}</h3>
      <ul>
        {campaigns.data.map((campaign) => (
          <li key={campaign.id}>
            <FaceLink href={`/desk/campaigns/${campaign.id}`}>
              <bdi>{say(campaign.name, locale)}</bdi>
            </FaceLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
