import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../../ui/face.tsx'
import { countryName } from '../../../../ui/format.ts'
import { Avatar, Button, Empty, Icon, SidePanel, Skeleton, useLocale } from '../../../../ui/index.ts'
import { AddressRefused } from '../../../mail/web/index.ts'
import type { Counts, Decision, RegistrationFile, RegistrationRow } from '../../contract.ts'
import { registrations } from '../api.ts'
import { KEY_OF } from './bulk.tsx'
import { Sections } from './sections.tsx'
import { decisionsFor, seatsLeft } from './state.ts'
import type { Mark } from './use-decisions.ts'

type Props = {
  row: RegistrationRow | null
  counts: Counts | null
  mark: Mark | undefined
  /** As a sheet on narrow screens. */
  open: boolean
  onClose: () => void
  mayDecide: boolean
  busy: boolean
  onAct: (decision: Decision) => void
}

/** The file of the current row: head, answers, past calls, file, and at the foot what can be done. */
export function FilePanel(props: Props) {
  const { row, open, onClose } = props
  const { t } = useTranslation('registration')
  const file = useQuery({
    ...registrations.file.queryOptions({ input: { registration: row?.id ?? '' } }),
    enabled: row !== null,
  })
  if (!row) {
    return (
      <SidePanel titleId="file" bodyLabel={t('desk.file')} head={<h2 id="file">{t('desk.file')}</h2>}>
        <Empty title={t('desk.no_file')}>{t('desk.no_file_text')}</Empty>
      </SidePanel>
    )
  }
  const data = file.data?.id === row.id ? file.data : null
  return (
    <SidePanel
      titleId="file"
      bodyLabel={t('desk.file')}
      open={open}
      head={<Head row={row} file={data} onClose={onClose} />}
      reason={<Reason {...props} firmFull={firmFull(data, props.counts)} />}
      actions={props.mayDecide && <Actions {...props} row={row} firmFull={firmFull(data, props.counts)} />}
    >
      {data ? (
        <>
          <AddressRefused person={row.person.id} />
          <Sections file={data} />
        </>
      ) : file.isError ? (
        <Empty
          icon="offline"
          title={t('desk.not_loaded')}
          action={<Button onClick={() => void file.refetch()}>{t('status.try_again')}</Button>}
        >
          {file.error.message}
        </Empty>
      ) : (
        <Skeleton rows={6} />
      )}
    </SidePanel>
  )
}

function Head({
  row,
  file,
  onClose,
}: {
  row: RegistrationRow
  file: RegistrationFile | null
  onClose: () => void
}) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const name = row.person.name ?? t('status.removed')
  return (
    <div className="dl-side__id">
      <Avatar name={name} />
      <div>
        <h2 id="file">
          <bdi>{name}</bdi>
        </h2>
        <p>
          {row.person.title && <bdi>{row.person.title}</bdi>}
          {row.person.title && ' · '}
          <FaceLink href={`/desk/people?kind=organizations&id=${row.organization.id}`}>
            <bdi>{row.organization.name}</bdi>
          </FaceLink>
        </p>
        {file && (
          <p className="dl-quiet dl-num">
            {[
              ...(file.country ? [countryName(file.country, locale)] : []),
              t('desk.registrations', { count: file.past.filter((past) => past.samePerson).length + 1 }),
              t('desk.firm_seats', { count: file.firmSeats }),
            ].join(' · ')}
          </p>
        )}
      </div>
      <Button className="dl-side__close" kind="quiet" icon="close" iconOnly onClick={onClose}>
        {t('desk.close_file')}
      </Button>
    </div>
  )
}

/** Whether the firm has as many seats as one firm may have. */
const firmFull = (file: RegistrationFile | null, counts: Counts | null): boolean =>
  file !== null && counts !== null && counts.perFirm !== null && file.firmSeats >= counts.perFirm

/** Why an action is off, or what stopped the last one. */
function Reason({ row, counts, mark, firmFull: ofFirm }: Props & { firmFull: boolean }) {
  const { t } = useTranslation('registration')
  if (mark) {
    return (
      <p id="why" role="alert">
        <Icon name="alert" /> {mark.text}
      </p>
    )
  }
  if (!row || !counts || !decisionsFor(row.state).includes('approve')) return null
  const left = seatsLeft(counts)
  if (left > 0 && !ofFirm) return null
  return (
    <p id="why">
      <Icon name="lock" />{' '}
      {left > 0
        ? t('errors.firm_full', { perFirm: counts.perFirm ?? 0 })
        : t('errors.no_seat_left', { capacity: counts.capacity ?? 0 })}
    </p>
  )
}

function Actions({
  row,
  counts,
  busy,
  onAct,
  firmFull: ofFirm,
}: Props & { row: RegistrationRow; firmFull: boolean }) {
  const { t } = useTranslation('registration')
  const full = ofFirm || (counts !== null && seatsLeft(counts) === 0)
  return decisionsFor(row.state).map((decision) => {
    const off = busy || (decision === 'approve' && full)
    return (
      <Button
        key={decision}
        kind={decision === 'approve' && !off ? 'primary' : 'default'}
        keyName={KEY_OF[decision]}
        off={off}
        aria-describedby={decision === 'approve' && full ? 'why' : undefined}
        onClick={() => onAct(decision)}
      >
        {t(`desk.do_${decision}`)}
      </Button>
    )
  })
}
