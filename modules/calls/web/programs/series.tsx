import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaceLink, type ScreenProps } from '../../../../ui/face.tsx'
import {
  Button,
  ButtonLink,
  Card,
  Desk,
  DeskBar,
  DeskPage,
  Empty,
  SelectField,
  Skeleton,
  useLocale,
} from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import { calls, callsClient } from '../api.ts'
import { CallTable } from '../desk/call-table.tsx'
import { History } from '../history.tsx'
import { countryOptions } from '../options.ts'
import { TextPair } from '../prepare/fields.tsx'
import { say } from '../say.ts'
import { DraftForm } from './draft-form.tsx'
import { useDraft } from './use-draft.ts'

type Series = Awaited<ReturnType<typeof callsClient.listSeries>>[number]

/** `/desk/series/:series/words`: its calls, the newest first, its words, and who changed what. */
export function SeriesDesk({ params }: ScreenProps) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const locale = useLocale()
  const all = useQuery(calls.listSeries.queryOptions({ input: {} }))
  const programs = useQuery(calls.listPrograms.queryOptions())
  const series = all.data?.find(({ id }) => id === params['series'])
  const program = programs.data?.find(({ id }) => id === series?.program)
  return (
    <Desk bar={<DeskBar homeHref="/desk" title={session.mission} link={FaceLink} />}>
      <DeskPage
        title={series ? <bdi>{say(series.name, locale)}</bdi> : t('desk.series')}
        lead={
          program && (
            <FaceLink href={`/desk/programs/${program.id}`}>
              <bdi>{say(program.name, locale)}</bdi>
            </FaceLink>
          )
        }
        end={
          series && (
            <>
              <FaceLink className="dl-btn dl-btn--default dl-btn--m" href={`/desk/series/${series.id}`}>
                {t('programs.figures')}
              </FaceLink>
              <ButtonLink icon="eye" href={`/series/${series.slug}`} target="_blank" rel="noreferrer">
                {t('edit.public_page')}
              </ButtonLink>
            </>
          )
        }
      >
        {all.isPending && <Skeleton rows={6} />}
        {all.isError && <Empty icon="alert" title={all.error.message} />}
        {all.isSuccess && !series && <Empty icon="search" title={t('errors.unknown_series')} />}
        {series && <Parts key={series.id} series={series} />}
      </DeskPage>
    </Desk>
  )
}

function Parts({ series }: { series: Series }) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const queries = useQueryClient()
  const mayEdit = holds(session, ['officer', 'administrator'], series.program)
  const renew = () => {
    void queries.invalidateQueries({ queryKey: calls.listSeries.key() })
    void queries.invalidateQueries({ queryKey: ['calls-history', 'series', series.id] })
  }
  return (
    <div className="calls-form">
      <Calls series={series} />
      <Words series={series} mayEdit={mayEdit} onSaved={renew} />
      <History
        title={t('history.of_series')}
        of={['series', series.id]}
        read={(cursor) => callsClient.seriesHistory({ series: series.id, ...(cursor ? { cursor } : {}) })}
        undo={mayEdit ? (seq) => callsClient.undoSeries({ series: series.id, seq }) : undefined}
        onUndone={renew}
      />
    </div>
  )
}

function Calls({ series }: { series: Series }) {
  const { t } = useTranslation('calls')
  const list = useInfiniteQuery(
    calls.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        series: series.id,
        limit: 20,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={t('desk.title')}>
      {list.isPending && <Skeleton shape="row" rows={4} />}
      {list.isSuccess && rows.length === 0 && <Empty icon="calendar" title={t('desk.none')} />}
      {rows.length > 0 && <CallTable rows={rows} />}
      {list.hasNextPage && (
        <Button off={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('desk.more')}
        </Button>
      )}
    </section>
  )
}

type WordsProps = { series: Series; mayEdit: boolean; onSaved: () => void }

function Words({ series, mayEdit, onSaved }: WordsProps) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { name, description, country } = series
  const draft = useDraft(
    { name, description, country },
    async (set, base) => await callsClient.changeSeries({ series: series.id, ...set, base }),
    { saved: t('edit.saved'), onSaved },
  )
  return (
    <Card>
      <h3>{t('programs.words')}</h3>
      <DraftForm draft={draft} onTheirs={onSaved} legend={t('programs.words')} mayEdit={mayEdit}>
        <TextPair
          name="seriesName"
          label={t('desk.series_name')}
          maxLength={160}
          value={draft.shown.name}
          onChange={(change) => draft.put({ name: { ...draft.shown.name, ...change } })}
        />
        <TextPair
          long
          name="description"
          label={t('programs.purpose')}
          hint={t('programs.purpose_hint')}
          maxLength={1000}
          value={draft.shown.description}
          onChange={(change) => draft.put({ description: { ...draft.shown.description, ...change } })}
        />
        <SelectField
          name="country"
          label={t('countries')}
          value={draft.shown.country ?? ''}
          onChange={(event) => draft.put({ country: event.target.value || null })}
          options={[{ value: '', label: t('desk.no_country') }, ...countryOptions(locale)]}
        />
      </DraftForm>
    </Card>
  )
}
