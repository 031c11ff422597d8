import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../ui/api.ts'
import { Button, Dialog, Facts } from '../../../ui/index.ts'
import { type Names, Said } from './said.tsx'
import './history.css'

/** Whether somebody else wrote the same meanwhile: then nothing was written. */
export const isClash = (error: Error | null): error is ApiError =>
  error instanceof ApiError && error.reason === 'calls.changed_meanwhile'

/** What the others wrote, field by field. */
export const theirsIn = (error: ApiError): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(error.problem.params ?? {}).flatMap(([key, value]) =>
      key.endsWith('.theirs')
        ? [[key.slice(0, -'.theirs'.length), JSON.parse(String(value)) as unknown]]
        : [],
    ),
  )

const valueIn = (error: ApiError, field: string, whose: 'mine' | 'theirs'): unknown =>
  JSON.parse(String(error.problem.params?.[`${field}.${whose}`] ?? 'null'))

type Props = {
  error: ApiError
  names?: Names | undefined
  /** Languages of a text that were written: the others are not asked about. */
  written?: Readonly<Record<string, unknown>> | undefined
  onMine: () => void
  onTheirs: () => void
  onClose: () => void
}

/** Both values of each field that two wrote at once: one is chosen, none is lost unseen. */
export function Clash({ error, names, written = {}, onMine, onTheirs, onClose }: Props) {
  const { t } = useTranslation('calls')
  return (
    <Dialog
      open
      title={t('together.clash_title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onTheirs}>{t('together.take_theirs')}</Button>
          <Button kind="primary" onClick={onMine}>
            {t('together.keep_mine')}
          </Button>
        </>
      }
    >
      <p>{t('together.clash_text')}</p>
      {Object.keys(theirsIn(error)).map((field) => (
        <section key={field} className="calls-clash">
          <h3>{t(`history.fields.${field}` as 'history.fields.topic')}</h3>
          <Facts
            rows={(['mine', 'theirs'] as const).map((whose) => ({
              id: whose,
              term: t(`together.${whose}`),
              value: (
                <Said
                  field={field}
                  value={onlyWritten(valueIn(error, field, whose), written[field])}
                  names={names}
                />
              ),
            }))}
          />
        </section>
      ))}
    </Dialog>
  )
}

type Words = Readonly<Record<string, unknown>>
const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && ('en' in value || 'ur' in value)

/** Of a text the languages that were written. */
function onlyWritten(value: unknown, written: unknown): unknown {
  if (!(isWords(value) && isWords(written))) return value
  return Object.fromEntries(Object.entries(value).filter(([language]) => language in written))
}
