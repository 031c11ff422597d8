import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, SelectField, TextField, useLocale } from '../../../../ui/index.ts'
import { type CallDto, GROUND_RULES, type GroundRules, SECTORS } from '../../contract.ts'
import { calls, callsClient, newKey } from '../api.ts'
import { countryOptions, languageOptions } from '../options.ts'
import { say } from '../say.ts'
import type { Autosave } from './autosave.ts'
import { Picker, TextPair } from './fields.tsx'

type Props = { call: CallDto; autosave: Autosave; errorOf: (field: string) => string | undefined }

/** Topic and description. */
export function AnnouncementSection({ call, autosave, errorOf }: Props) {
  const { t } = useTranslation('calls')
  return (
    <>
      <TextPair
        key={`topic-${autosave.revision('topic')}`}
        name="topic"
        label={t('topic')}
        value={call.topic}
        maxLength={160}
        error={errorOf('topic')}
        onChange={(topic) => autosave.save('topic', { topic })}
      />
      <TextPair
        long
        key={`description-${autosave.revision('description')}`}
        name="description"
        label={t('edit.description')}
        hint={t('edit.description_hint')}
        value={call.description}
        maxLength={6000}
        error={errorOf('description')}
        onChange={(description) => autosave.save('description', { description })}
      />
    </>
  )
}

/** For whom: who it is open to, sectors, countries, languages. */
export function AudienceSection({ call, autosave, errorOf }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  return (
    <>
      <TextPair
        key={`openTo-${autosave.revision('openTo')}`}
        name="openTo"
        label={t('page.open_to')}
        hint={t('edit.open_to_hint')}
        value={call.openTo}
        maxLength={240}
        error={errorOf('openTo')}
        onChange={(openTo) => autosave.save('openTo', { openTo })}
      />
      <Picker
        name="sectors"
        label={t('page.sectors')}
        add={t('edit.add_sector')}
        values={call.sectors}
        options={SECTORS.map((sector) => ({ value: sector, label: t(`sectors.${sector}`) }))}
        error={errorOf('sectors')}
        onChange={(sectors) => autosave.save('sectors', { sectors }, true)}
      />
      <Picker
        name="countries"
        label={t('countries')}
        add={t('edit.add_country')}
        values={call.countries}
        options={countryOptions(locale)}
        error={errorOf('countries')}
        onChange={(countries) => autosave.save('countries', { countries }, true)}
      />
      <Picker
        name="languages"
        label={t('languages')}
        add={t('edit.add_language')}
        values={call.languages}
        options={languageOptions(locale)}
        error={errorOf('languages')}
        onChange={(languages) => autosave.save('languages', { languages }, true)}
      />
    </>
  )
}

/** Ground rules, campaign, number, and where the stage is. */
export function RulesSection({ call, autosave, errorOf }: Props) {
  const { t } = useTranslation('calls')
  return (
    <>
      <div className="calls-row">
        <SelectField
          name="groundRules"
          label={t('page.ground_rules')}
          hint={t(`page.rules_mean.${call.groundRules}`)}
          error={errorOf('groundRules')}
          value={call.groundRules}
          onChange={(event) =>
            autosave.save('groundRules', { groundRules: event.target.value as GroundRules }, true)
          }
          options={GROUND_RULES.map((rules) => ({ value: rules, label: t(`ground_rules.${rules}`) }))}
        />
        <CampaignField call={call} autosave={autosave} errorOf={errorOf} />
        {call.state === 'draft' && (
          <TextField
            key={`number-${autosave.revision('number')}`}
            name="number"
            type="number"
            min={1}
            label={t('edit.number')}
            error={errorOf('number')}
            defaultValue={call.series.number}
            onChange={(event) => {
              const number = event.target.valueAsNumber
              if (number >= 1) autosave.save('number', { number: Math.round(number) })
            }}
          />
        )}
      </div>
      <TextField
        key={`stageLink-${autosave.revision('stageLink')}`}
        name="stageLink"
        type="url"
        label={t('edit.stage_link')}
        hint={t('edit.stage_link_hint')}
        note={t('edit.optional')}
        error={errorOf('stageLink')}
        defaultValue={call.stageLink ?? ''}
        placeholder="https://"
        onChange={(event) => autosave.save('stageLink', { stageLink: event.target.value.trim() || null })}
      />
    </>
  )
}

const NEW = 'new'

function CampaignField({ call, autosave, errorOf }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const [naming, setNaming] = useState(false)
  const campaigns = useQuery(calls.listCampaigns.queryOptions())
  return (
    <>
      <SelectField
        name="campaign"
        label={t('edit.campaign')}
        error={errorOf('campaign')}
        value={call.campaign?.id ?? ''}
        onChange={(event) => {
          if (event.target.value === NEW) setNaming(true)
          else autosave.save('campaign', { campaign: event.target.value || null }, true)
        }}
        options={[
          { value: '', label: t('edit.no_campaign') },
          ...(campaigns.data ?? []).map((each) => ({ value: each.id, label: say(each.name, locale) })),
          { value: NEW, label: t('edit.new_campaign') },
        ]}
      />
      {naming && (
        <NewCampaign
          onClose={() => setNaming(false)}
          onMade={(campaign) => {
            setNaming(false)
            autosave.save('campaign', { campaign }, true)
          }}
        />
      )}
    </>
  )
}

function NewCampaign({ onClose, onMade }: { onClose: () => void; onMade: (campaign: string) => void }) {
  const { t } = useTranslation('calls')
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [key] = useState(newKey)
  const create = useMutation({
    mutationFn: () =>
      callsClient.createCampaign({ name: { en: name } }, { context: { idempotencyKey: key } }),
    onSuccess: async (campaign) => {
      await queries.invalidateQueries({ queryKey: calls.listCampaigns.key() })
      onMade(campaign.id)
    },
  })
  return (
    <Dialog
      open
      title={t('edit.new_campaign')}
      onClose={onClose}
      onSubmit={() => name.trim() && create.mutate()}
      actions={
        <Button kind="primary" type="submit" off={!name.trim() || create.isPending}>
          {t('edit.begin_campaign')}
        </Button>
      }
    >
      <TextField
        name="campaignName"
        label={t('edit.campaign_name')}
        hint={t('edit.campaign_hint')}
        error={create.error?.message}
        value={name}
        data-focus
        onChange={(event) => setName(event.target.value)}
      />
    </Dialog>
  )
}
