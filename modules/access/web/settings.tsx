import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import { Desk, DeskBar, DeskPage } from '../../../ui/index.ts'
import { holds, useSession } from '../../../ui/session.ts'
import { MyFactors } from './settings/factors.tsx'
import { Mission } from './settings/mission.tsx'
import { Staff } from './settings/staff.tsx'
import { Tokens } from './settings/tokens.tsx'

/** How the mission presents itself, who works here, and one's own ways to sign in. */
export function Settings() {
  const { t } = useTranslation('access')
  const session = useSession()
  const runsIt = holds(session, ['administrator'])
  return (
    <Desk bar={<DeskBar title={t('settings.title')} homeHref="/desk" link={FaceLink} />}>
      <DeskPage title={t('settings.title')} lead={runsIt ? t('settings.lead') : t('settings.lead_own')}>
        <MyFactors />
        {runsIt && <Mission />}
        {runsIt && <Staff />}
        {runsIt && <Tokens />}
      </DeskPage>
    </Desk>
  )
}
