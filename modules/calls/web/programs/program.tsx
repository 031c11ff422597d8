import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink, type ScreenProps } from '../../../../ui/face.tsx'
import { number } from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  Card,
  Desk,
  DeskBar,
  DeskPage,
  Empty,
  Skeleton,
  useLocale,
} from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import { calls, callsClient } from '../api.ts'
import { CreateCall } from '../desk/create.tsx'
import { History } from '../history.tsx'
import { TextPair } from '../prepare/fields.tsx'
import { say } from '../say.ts'
import { DraftForm } from './draft-form.tsx'
import { useDraft } from './use-draft.ts'

type Program = Awaited<ReturnType<typeof callsClient.listPrograms>>[number]

/** `/desk/programs/:program`: what a program is, its series, what its calls begin with, and who changed what. */
export function ProgramDesk({ params }: ScreenProps) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const locale = useLocale()
  const programs = useQuery(calls.listPrograms.queryOptions())
  const program = programs.data?.find(({ id }) => id === params['program'])
  return (
    <Desk bar={<DeskBar homeHref="/desk" title={session.mission} link={FaceLink} />}>
      <DeskPage
        title={program ? <bdi>{say(program.name, locale)}</bdi> : t('home.program')}
        end={
          program && (
            <ButtonLink icon="eye" href={`/programs/${program.slug}`} target="_blank" rel="noreferrer">
              {t('edit.public_page')}
            </ButtonLink>
          )
        }
      >
        {programs.isPending && <Skeleton rows={6} />}
        {programs.isError && <Empty icon="alert" title={programs.error.message} />}
        {programs.isSuccess && !program && <Empty icon="search" title={t('errors.unknown_program')} />}
        {program && <Parts key={program.id} program={program} />}
      </DeskPage>
    </Desk>
  )
}

function Parts({ program }: { program: Program }) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const queries = useQueryClient()
  const mayEdit = holds(session, ['officer', 'administrator'], program.id)
  const renew = () => {
    void queries.invalidateQueries({ queryKey: calls.listPrograms.key() })
    void queries.invalidateQueries({ queryKey: calls.listTemplates.key() })
    void queries.invalidateQueries({ queryKey: ['calls-history', 'program', program.id] })
  }
  return (
    <div className="calls-form">
      <Words program={program} mayEdit={mayEdit} onSaved={renew} />
      <SeriesList program={program} />
      <Templates program={program} mayEdit={mayEdit} />
      <History
        title={t('history.of_program')}
        of={['program', program.id]}
        read={(cursor) => callsClient.programHistory({ program: program.id, ...(cursor ? { cursor } : {}) })}
        undo={mayEdit ? (seq) => callsClient.undoProgram({ program: program.id, seq }) : undefined}
        onUndone={renew}
      />
    </div>
  )
}

type WordsProps = { program: Program; mayEdit: boolean; onSaved: () => void }

function Words({ program, mayEdit, onSaved }: WordsProps) {
  const { t } = useTranslation('calls')
  const { name, purpose } = program
  const draft = useDraft(
    { name, purpose },
    async (set, base) => await callsClient.changeProgram({ program: program.id, ...set, base }),
    { saved: t('edit.saved'), onSaved },
  )
  return (
    <Card>
      <h3>{t('programs.words')}</h3>
      <DraftForm draft={draft} onTheirs={onSaved} legend={t('programs.words')} mayEdit={mayEdit}>
        <TextPair
          name="programName"
          label={t('desk.program_name')}
          maxLength={160}
          value={draft.shown.name}
          onChange={(change) => draft.put({ name: { ...draft.shown.name, ...change } })}
        />
        <TextPair
          long
          name="purpose"
          label={t('programs.purpose')}
          hint={t('programs.purpose_hint')}
          maxLength={1000}
          value={draft.shown.purpose}
          onChange={(change) => draft.put({ purpose: { ...draft.shown.purpose, ...change } })}
        />
      </DraftForm>
    </Card>
  )
}

function SeriesList({ program }: { program: Program }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const series = useQuery(calls.listSeries.queryOptions({ input: { program: program.id } }))
  return (
    <Card>
      <h3>{t('programs.series')}</h3>
      {series.data?.length === 0 && <p className="dl-quiet">{t('programs.no_series')}</p>}
      <ul className="calls-names">
        {series.data?.map((each) => (
          <li key={each.id}>
            <FaceLink href={`/desk/series/${each.id}/words`}>
              <bdi>{say(each.name, locale)}</bdi>
            </FaceLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Templates({ program, mayEdit }: { program: Program; mayEdit: boolean }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const session = useSession()
  const [from, setFrom] = useState<string>()
  const templates = useQuery(calls.listTemplates.queryOptions({ input: { program: program.id } }))
  return (
    <Card>
      <h3>{t('templates.title')}</h3>
      <p className="dl-quiet">{t(templates.data?.length === 0 ? 'templates.none' : 'templates.lead')}</p>
      <ul className="calls-names">
        {templates.data?.map((each) => (
          <li key={each.id} className="dl-row">
            <FaceLink href={`/desk/templates/${each.id}`}>
              <bdi>{say(each.name, locale)}</bdi>
            </FaceLink>
            <span className="dl-quiet">
              {t('templates.in_short', {
                count: each.agenda.length,
                items: number(each.agenda.length, locale),
                minutes: number(each.minutes, locale),
              })}
            </span>
            {mayEdit && (
              <Button size="s" icon="plus" onClick={() => setFrom(each.id)}>
                {t('templates.begin')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {from && (
        <CreateCall
          begin={{ program: program.id, template: from }}
          mayBegin={holds(session, ['officer', 'administrator'])}
          onClose={() => setFrom(undefined)}
        />
      )}
    </Card>
  )
}
