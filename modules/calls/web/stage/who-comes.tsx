import { useTranslation } from 'react-i18next'
import { countryName } from '../../../../ui/format.ts'
import { useLocale } from '../../../../ui/index.ts'
import { type Briefing, SECTORS } from '../../contract.ts'

type Firm = Briefing['attendance']['sectors'][number]['firms'][number]

/** Firms with a seat, by sector. */
export function WhoComes({ attendance }: { attendance: Briefing['attendance'] }) {
  const { t } = useTranslation('calls')
  const { people, firms, pending, sectors } = attendance
  const countries = new Set(sectors.flatMap((each) => each.firms.map(({ country }) => country)))
  return (
    <section>
      <h2>{t('brief.who')}</h2>
      <p>
        {people === 0
          ? t('brief.nobody')
          : t('brief.who_count', {
              people: t('brief.people', { count: people }),
              firms: t('brief.firms', { count: firms }),
            })}{' '}
        {pending > 0 && <span className="dl-quiet">{t('brief.pending', { count: pending })}</span>}
      </p>
      {sectors.length > 1 && <p className="dl-quiet">{t('brief.each_sector')}</p>}
      <div className="calls-brief__sectors">
        {sectors.map(({ sector, firms: inSector }) => (
          <section key={sector ?? ''}>
            <h3>
              <SectorName sector={sector} /> <span className="dl-quiet dl-num">{inSector.length}</span>
            </h3>
            <ul>
              {inSector.map((firm) => (
                <FirmLine key={firm.name} firm={firm} sayCountry={countries.size > 1} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}

function SectorName({ sector }: { sector: string | null }) {
  const { t } = useTranslation('calls')
  const known = SECTORS.find((each) => each === sector)
  return known ? t(`sectors.${known}`) : t('brief.no_sector')
}

/** Where all come from one country, it is not said each time. */
function FirmLine({ firm, sayCountry }: { firm: Firm; sayCountry: boolean }) {
  const locale = useLocale()
  return (
    <li>
      <b>
        <bdi>{firm.name}</bdi>
      </b>
      {sayCountry && firm.country && <span className="dl-quiet"> · {countryName(firm.country, locale)}</span>}
      {firm.people.map((person) => (
        <span key={person.name} className="calls-brief__person">
          <bdi>{person.name}</bdi>
          {person.title && (
            <>
              {' '}
              <span className="dl-quiet">
                <bdi>{person.title}</bdi>
              </span>
            </>
          )}
        </span>
      ))}
    </li>
  )
}
