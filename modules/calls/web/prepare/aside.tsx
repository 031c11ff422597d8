import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf, timeSpan, zoneName } from '../../../../ui/format.ts'
import { Button, ButtonLink, Facts, Icon, Notice, useLocale } from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import { NoMailServer } from '../../../mail/web/index.ts'
import type { CallDto } from '../../contract.ts'
import { calls } from '../api.ts'
import { placeOf, placeOfZone } from '../page/when.tsx'
import { Again } from './again.tsx'
import type { Autosave } from './autosave.ts'
import { Checklist } from './checklist.tsx'
import { CancelDialog, PublishDialog } from './dialogs.tsx'
import { TakingBack } from './taking-back.tsx'
import { AlsoHere, type Others } from './together.tsx'

type Props = { call: CallDto; autosave: Autosave; others: Others }

/** Beside the form: whether all is kept, the time in every zone, what is missing, and the way out to the public. */
export function PrepareAside({ call, autosave, others }: Props) {
  return (
    <aside className="calls-aside">
      <Saved autosave={autosave} />
      <AlsoHere others={others} />
      <Times call={call} />
      {call.state === 'draft' && <Checklist call={call} />}
      {(call.state === 'draft' || call.state === 'published') && <NoMailServer />}
      <Ways call={call} />
    </aside>
  )
}

function Saved({ autosave }: { autosave: Autosave }) {
  const { t } = useTranslation('calls')
  if (autosave.state === 'failed') {
    return (
      <Notice
        tone="bad"
        live
        title={t('edit.not_saved')}
        action={
          <Button size="s" onClick={autosave.retry}>
            {t('edit.again')}
          </Button>
        }
      >
        {t('edit.not_saved_text')}
      </Notice>
    )
  }
  return (
    <p className="calls-saved">
      <Icon name={autosave.state === 'saved' ? 'check' : 'clock'} />
      {t(autosave.state === 'saved' ? 'edit.saved' : 'edit.saving')}
    </p>
  )
}

/** The call in the home's, the host's and one's own zone, each named, as it is being typed. */
function Times({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const { startsAt, endsAt } = call
  if (!startsAt || !endsAt) return null
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const places = [
    { id: 'home', zone: homeZone, place: homePlace },
    { id: 'host', zone: call.zone, place: placeOf(call, locale) },
    { id: 'own', zone: own, place: t('edit.own_zone', { place: placeOfZone(own) }) },
  ].filter(({ zone }, index, all) => all.findIndex((each) => each.zone === zone) === index)
  return (
    <section aria-labelledby="times">
      <h3 id="times">{t('page.when')}</h3>
      <Facts
        rows={places.map(({ id, zone, place }) => ({
          id,
          term: <bdi>{place}</bdi>,
          value: timeSpan(startsAt, endsAt, zone, locale),
          small: `${dateOf(startsAt, zone, locale)} · ${zoneName(startsAt, zone)}`,
        }))}
      />
    </section>
  )
}

function Ways({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const [dialog, setDialog] = useState<'publish' | 'cancel'>()
  const list = useQuery({
    ...calls.checklist.queryOptions({ input: { call: call.id } }),
    enabled: call.state === 'draft',
  })
  const lacking = list.data?.filter((item) => item.required && !item.done).length ?? 0
  const mayEdit = holds(session, ['officer', 'administrator'], call.program.id)
  const close = () => setDialog(undefined)
  return (
    <section className="calls-ways">
      <ButtonLink icon="eye" href={`/calls/${call.slug}`} target="_blank" rel="noreferrer">
        {t(call.state === 'draft' ? 'edit.preview' : 'edit.public_page')}
      </ButtonLink>
      {mayEdit && call.state === 'draft' && (
        <>
          <Button
            kind="primary"
            off={lacking > 0 || !list.data}
            aria-describedby={lacking > 0 ? 'publish-why' : undefined}
            onClick={() => setDialog('publish')}
          >
            {t('edit.publish')}
          </Button>
          {lacking > 0 && (
            <p id="publish-why" className="dl-quiet">
              {t('edit.publish_why', { count: lacking })}
            </p>
          )}
        </>
      )}
      {mayEdit && <TakingBack call={call} />}
      {mayEdit && <Again call={call} />}
      {mayEdit && (call.state === 'published' || call.state === 'draft') && (
        <Button kind="danger" onClick={() => setDialog('cancel')}>
          {t(call.state === 'draft' ? 'edit.give_up' : 'edit.cancel')}
        </Button>
      )}
      {dialog === 'publish' && <PublishDialog call={call} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog call={call} onClose={close} />}
    </section>
  )
}
