import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../../../ui/face.tsx'
import { Button, Dialog, Notice, SelectField, Skeleton, TextField, useLocale } from '../../../../ui/index.ts'
import type { Template } from '../../contract.ts'
import { calls, callsClient, newKey } from '../api.ts'
import { countryOptions } from '../options.ts'
import { say } from '../say.ts'

const NEW = 'new'

type Choice = {
  program: string
  programName: string
  series: string
  seriesName: string
  country: string
  topic: string
  /** The template that it begins with; '' for none. */
  template: string
}

type Props = {
  /** Whether a new program may be begun here, too. */
  mayBegin: boolean
  onClose: () => void
  /** What is chosen already. */
  begin?: { program: string; template: string } | undefined
}

/** Asks for the least: the program, the series, the topic. What is missing of the three is made along with the call. */
export function CreateCall(props: Props) {
  const { t } = useTranslation('calls')
  const programs = useQuery(calls.listPrograms.queryOptions())
  const series = useQuery(calls.listSeries.queryOptions({ input: {} }))
  const templates = useQuery(calls.listTemplates.queryOptions({ input: {} }))
  if (!programs.data || !series.data || !templates.data) {
    return (
      <Dialog open title={t('desk.create')} onClose={props.onClose}>
        <Skeleton rows={3} />
      </Dialog>
    )
  }
  return <CreateForm {...props} programs={programs.data} series={series.data} templates={templates.data} />
}

type Programs = Awaited<ReturnType<typeof callsClient.listPrograms>>
type Series = Awaited<ReturnType<typeof callsClient.listSeries>>

type FormProps = Props & { programs: Programs; series: Series; templates: readonly Template[] }

function CreateForm({ mayBegin, onClose, begin, programs, series, templates }: FormProps) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const go = useGo()
  const queries = useQueryClient()
  const key = useRef(newKey())
  const first = begin?.program ?? programs[0]?.id ?? NEW
  const firstTemplate = (program: string) => templates.find((each) => each.program === program)?.id ?? ''
  const firstSeries = (program: string) => series.find((each) => each.program === program)?.id ?? NEW
  const [choice, setChoice] = useState<Choice>({
    program: first,
    programName: '',
    series: firstSeries(first),
    seriesName: '',
    country: '',
    topic: '',
    template: begin?.template ?? firstTemplate(first),
  })
  const put = (change: Partial<Choice>) => setChoice((before) => ({ ...before, ...change }))
  const create = useMutation({
    mutationFn: () => createAll(choice, key.current),
    onSuccess: async (call) => {
      await queries.invalidateQueries({ queryKey: calls.key() })
      go(`/desk/calls/${call.id}`)
    },
  })
  const ready =
    choice.topic.trim() !== '' &&
    (choice.program !== NEW || choice.programName.trim() !== '') &&
    (choice.series !== NEW || choice.seriesName.trim() !== '')
  return (
    <Dialog
      open
      title={t('desk.create')}
      onClose={onClose}
      onSubmit={() => ready && !create.isPending && create.mutate()}
      actions={
        <Button kind="primary" type="submit" off={!ready || create.isPending} aria-describedby="create-why">
          {t('desk.begin')}
        </Button>
      }
    >
      <SelectField
        name="program"
        label={t('home.program')}
        value={choice.program}
        onChange={({ target: { value: program } }) =>
          put({ program, series: firstSeries(program), template: firstTemplate(program) })
        }
        options={[
          ...programs.map((each) => ({ value: each.id, label: say(each.name, locale) })),
          ...(mayBegin ? [{ value: NEW, label: t('desk.new_program') }] : []),
        ]}
      />
      {choice.program === NEW && (
        <TextField
          data-focus={first === NEW || undefined}
          name="programName"
          label={t('desk.program_name')}
          hint={t('desk.program_hint')}
          value={choice.programName}
          onChange={(event) => put({ programName: event.target.value })}
        />
      )}
      <SelectField
        name="series"
        label={t('desk.series')}
        value={choice.series}
        onChange={(event) => put({ series: event.target.value })}
        options={[
          ...series
            .filter((each) => each.program === choice.program)
            .map((each) => ({ value: each.id, label: say(each.name, locale) })),
          { value: NEW, label: t('desk.new_series') },
        ]}
      />
      {choice.series === NEW && (
        <>
          <TextField
            data-focus={(first !== NEW && firstSeries(first) === NEW) || undefined}
            name="seriesName"
            label={t('desk.series_name')}
            hint={t('desk.series_hint')}
            value={choice.seriesName}
            onChange={(event) => put({ seriesName: event.target.value })}
          />
          <SelectField
            name="country"
            label={t('countries')}
            value={choice.country}
            onChange={(event) => put({ country: event.target.value })}
            options={[{ value: '', label: t('desk.no_country') }, ...countryOptions(locale)]}
          />
        </>
      )}
      <TextField
        data-focus={firstSeries(first) !== NEW || undefined}
        name="topic"
        label={t('topic')}
        hint={t('desk.topic_hint')}
        value={choice.topic}
        maxLength={160}
        onChange={(event) => put({ topic: event.target.value })}
      />
      {templates.some((each) => each.program === choice.program) && (
        <SelectField
          name="template"
          label={t('templates.begin_with')}
          value={choice.template}
          onChange={(event) => put({ template: event.target.value })}
          options={[
            ...templates
              .filter((each) => each.program === choice.program)
              .map((each) => ({ value: each.id, label: say(each.name, locale) })),
            { value: '', label: t('templates.begin_empty') },
          ]}
        />
      )}
      {!ready && (
        <p className="dl-quiet" id="create-why">
          {t('desk.create_why')}
        </p>
      )}
      {create.isError && (
        <Notice tone="bad" live>
          {create.error.message}
        </Notice>
      )}
    </Dialog>
  )
}

/** One key for the whole: pressing twice, or trying again after a cut, makes one program, one series, one call. */
async function createAll(choice: Choice, key: string) {
  const context = { idempotencyKey: key }
  const program =
    choice.program === NEW
      ? (await callsClient.createProgram({ name: { en: choice.programName } }, { context })).id
      : choice.program
  const series =
    choice.series === NEW
      ? (
          await callsClient.createSeries(
            { program, name: { en: choice.seriesName }, country: choice.country || null },
            { context },
          )
        ).id
      : choice.series
  const topic = { en: choice.topic }
  return await callsClient.create({ series, topic, template: choice.template || null }, { context })
}
