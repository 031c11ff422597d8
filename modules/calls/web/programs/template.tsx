import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink, type ScreenProps, useGo } from '../../../../ui/face.tsx'
import {
  Button,
  Card,
  Confirm,
  Desk,
  DeskBar,
  DeskPage,
  Empty,
  Notice,
  SelectField,
  Skeleton,
  TextField,
  useLocale,
} from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import { GROUND_RULES, type GroundRules, SECTORS, type Template } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { CreateCall } from '../desk/create.tsx'
import { languageOptions } from '../options.ts'
import { Picker, TextPair } from '../prepare/fields.tsx'
import { say } from '../say.ts'
import { DraftForm } from './draft-form.tsx'
import { TemplateAgenda } from './template-agenda.tsx'
import { useDraft } from './use-draft.ts'

/** `/desk/templates/:template`: what new calls may begin with. */
export function TemplateDesk({ params }: ScreenProps) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const locale = useLocale()
  const found = useQuery(calls.template.queryOptions({ input: { template: params['template'] ?? '' } }))
  const template = found.data
  return (
    <Desk bar={<DeskBar homeHref="/desk" title={session.mission} link={FaceLink} />}>
      <DeskPage
        title={template ? <bdi>{say(template.name, locale)}</bdi> : t('templates.one')}
        lead={
          template && (
            <FaceLink href={`/desk/programs/${template.program}`}>{t('templates.to_program')}</FaceLink>
          )
        }
        end={template && <Ways template={template} />}
      >
        {found.isPending && <Skeleton rows={6} />}
        {found.isError && <Empty icon="search" title={found.error.message} />}
        {template && <Form key={template.id} template={template} />}
      </DeskPage>
    </Desk>
  )
}

function Ways({ template }: { template: Template }) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const go = useGo()
  const queries = useQueryClient()
  const [doing, setDoing] = useState<'begin' | 'remove'>()
  const remove = useMutation({
    mutationFn: () => callsClient.removeTemplate({ template: template.id }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: calls.listTemplates.key() })
      go(`/desk/programs/${template.program}`)
    },
  })
  if (!holds(session, ['officer', 'administrator'], template.program)) return null
  return (
    <>
      <Button kind="primary" icon="plus" onClick={() => setDoing('begin')}>
        {t('templates.begin')}
      </Button>
      <Button kind="danger" onClick={() => setDoing('remove')}>
        {t('templates.remove')}
      </Button>
      {doing === 'begin' && (
        <CreateCall
          begin={{ program: template.program, template: template.id }}
          mayBegin={holds(session, ['officer', 'administrator'])}
          onClose={() => setDoing(undefined)}
        />
      )}
      <Confirm
        open={doing === 'remove'}
        title={t('templates.remove_title')}
        action={t('templates.remove_now')}
        kind="danger"
        busy={remove.isPending}
        onClose={() => setDoing(undefined)}
        onConfirm={() => remove.mutate()}
      >
        <p>{t('templates.remove_text')}</p>
        {remove.isError && (
          <Notice tone="bad" live>
            {remove.error.message}
          </Notice>
        )}
      </Confirm>
    </>
  )
}

function Form({ template }: { template: Template }) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const queries = useQueryClient()
  const mayEdit = holds(session, ['officer', 'administrator'], template.program)
  const { id, program: _program, ...fields } = template
  const renew = () => {
    void queries.invalidateQueries({ queryKey: calls.template.key() })
    void queries.invalidateQueries({ queryKey: calls.listTemplates.key() })
  }
  const draft = useDraft(
    fields,
    async (set, base) => await callsClient.changeTemplate({ template: id, set, base }),
    { saved: t('edit.saved'), onSaved: renew },
  )
  return (
    <div className="calls-form">
      <DraftForm draft={draft} onTheirs={renew} legend={t('templates.one')} mayEdit={mayEdit}>
        <Words shown={draft.shown} put={draft.put} />
        <Facts shown={draft.shown} put={draft.put} />
        <Card>
          <h3>{t('page.agenda')}</h3>
          <TemplateAgenda items={draft.shown.agenda} onChange={(agenda) => draft.put({ agenda })} />
        </Card>
      </DraftForm>
      <p className="dl-quiet">{t('templates.history')}</p>
    </div>
  )
}

type Fields = Omit<Template, 'id' | 'program'>
type PartProps = { shown: Fields; put: (change: Partial<Fields>) => void }

function Words({ shown, put }: PartProps) {
  const { t } = useTranslation('calls')
  return (
    <Card>
      <h3>{t('programs.words')}</h3>
      <TextPair
        name="name"
        label={t('templates.name')}
        maxLength={80}
        value={shown.name}
        onChange={(change) => put({ name: { ...shown.name, ...change } })}
      />
      <TextPair
        long
        name="description"
        label={t('edit.description')}
        hint={t('edit.description_hint')}
        maxLength={6000}
        value={shown.description}
        onChange={(change) => put({ description: { ...shown.description, ...change } })}
      />
      <TextPair
        name="openTo"
        label={t('page.open_to')}
        hint={t('edit.open_to_hint')}
        maxLength={240}
        value={shown.openTo}
        onChange={(change) => put({ openTo: { ...shown.openTo, ...change } })}
      />
    </Card>
  )
}

function Facts({ shown, put }: PartProps) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  return (
    <Card>
      <h3>{t('edit.for_whom')}</h3>
      <div className="calls-row">
        <SelectField
          name="groundRules"
          label={t('page.ground_rules')}
          value={shown.groundRules}
          onChange={(event) => put({ groundRules: event.target.value as GroundRules })}
          options={GROUND_RULES.map((rules) => ({ value: rules, label: t(`ground_rules.${rules}`) }))}
        />
        <TextField
          name="minutes"
          type="number"
          min={1}
          label={t('edit.minutes')}
          defaultValue={shown.minutes}
          onChange={(event) => {
            const minutes = Math.round(event.target.valueAsNumber)
            if (minutes >= 1) put({ minutes })
          }}
        />
        <TextField
          name="capacity"
          type="number"
          min={1}
          label={t('edit.capacity')}
          note={t('edit.optional')}
          defaultValue={shown.capacity ?? ''}
          onChange={(event) => {
            const seats = Math.round(event.target.valueAsNumber)
            put({ capacity: seats >= 1 ? seats : null })
          }}
        />
      </div>
      <Picker
        name="sectors"
        label={t('page.sectors')}
        add={t('edit.add_sector')}
        values={shown.sectors}
        options={SECTORS.map((sector) => ({ value: sector, label: t(`sectors.${sector}`) }))}
        onChange={(sectors) => put({ sectors })}
      />
      <Picker
        name="languages"
        label={t('languages')}
        add={t('edit.add_language')}
        values={shown.languages}
        options={languageOptions(locale)}
        onChange={(languages) => put({ languages })}
      />
    </Card>
  )
}
