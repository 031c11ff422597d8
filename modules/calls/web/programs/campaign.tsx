import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaceLink, type ScreenProps } from '../../../../ui/face.tsx'
import { Card, Desk, DeskBar, DeskPage, Empty, Skeleton, useLocale } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import { calls, callsClient } from '../api.ts'
import { History } from '../history.tsx'
import { TextPair } from '../prepare/fields.tsx'
import { say } from '../say.ts'
import { DraftForm } from './draft-form.tsx'
import { useDraft } from './use-draft.ts'

type Campaign = Awaited<ReturnType<typeof callsClient.listCampaigns>>[number]

/** `/desk/campaigns/:campaign`: what a tag across programs is called, and who changed it. */
export function CampaignDesk({ params }: ScreenProps) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const locale = useLocale()
  const all = useQuery(calls.listCampaigns.queryOptions())
  const campaign = all.data?.find(({ id }) => id === params['campaign'])
  return (
    <Desk bar={<DeskBar homeHref="/desk" title={session.mission} link={FaceLink} />}>
      <DeskPage
        title={campaign ? <bdi>{say(campaign.name, locale)}</bdi> : t('edit.campaign')}
        lead={t('programs.campaign_lead')}
      >
        {all.isPending && <Skeleton rows={3} />}
        {all.isError && <Empty icon="alert" title={all.error.message} />}
        {all.isSuccess && !campaign && <Empty icon="search" title={t('errors.unknown_campaign')} />}
        {campaign && <Parts key={campaign.id} campaign={campaign} />}
      </DeskPage>
    </Desk>
  )
}

function Parts({ campaign: { id, name } }: { campaign: Campaign }) {
  const { t } = useTranslation('calls')
  const { who } = useSession()
  const queries = useQueryClient()
  // It belongs to no program: an officer of any may word it.
  const mayEdit =
    who.kind === 'staff' && who.roles.some(({ role }) => role === 'officer' || role === 'administrator')
  const renew = () => {
    void queries.invalidateQueries({ queryKey: calls.listCampaigns.key() })
    void queries.invalidateQueries({ queryKey: ['calls-history', 'campaign', id] })
  }
  const draft = useDraft(
    { name },
    async (set, base) => await callsClient.changeCampaign({ campaign: id, ...set, base }),
    { saved: t('edit.saved'), onSaved: renew },
  )
  return (
    <div className="calls-form">
      <Card>
        <h3>{t('programs.words')}</h3>
        <DraftForm draft={draft} onTheirs={renew} legend={t('programs.words')} mayEdit={mayEdit}>
          <TextPair
            name="campaignName"
            label={t('edit.campaign_name')}
            maxLength={80}
            value={draft.shown.name}
            onChange={(change) => draft.put({ name: { ...draft.shown.name, ...change } })}
          />
        </DraftForm>
      </Card>
      <History
        title={t('history.of_campaign')}
        of={['campaign', id]}
        read={(cursor) => callsClient.campaignHistory({ campaign: id, ...(cursor ? { cursor } : {}) })}
        undo={mayEdit ? (seq) => callsClient.undoCampaign({ campaign: id, seq }) : undefined}
        onUndone={renew}
      />
    </div>
  )
}
