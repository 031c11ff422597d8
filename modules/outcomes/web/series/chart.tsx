import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { useLocale } from '../../../../ui/index.ts'
import { MEASURES, type Measure, type SeriesCall } from '../../contract.ts'

const LABELS = 150
const STEP = 44
const BAND = 84
const BAR = 46
const FOOT = 26

/** More calls than this, and a figure on each bar would be noise: the table has them. */
const FIGURES_UP_TO = 24

/**
 * A band for each measure, a bar in it for each call, each band to its own scale. In Urdu the first call stands at the
 * right. The table beneath says the same in figures; a reader who does not see the picture hears the sum of it.
 */
export function SeriesChart({ calls }: { calls: readonly SeriesCall[] }) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const width = LABELS + Math.max(calls.length, 6) * STEP + 8
  const height = MEASURES.length * BAND + FOOT
  const rtl = locale === 'ur'
  const across = (x: number) => (rtl ? width - x : x)
  const total = (measure: Measure) => calls.reduce((sum, call) => sum + call[measure], 0)
  const spoken = MEASURES.map((measure) =>
    t('series.spoken', { measure: t(`series.${measure}`), count: total(measure) }),
  ).join('; ')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
    <section className="series-chart" aria-label={t('series.picture')} tabIndex={0}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={t('series.alternative', { count: calls.length, spoken })}
      >
        {MEASURES.map((measure, band) => {
          const most = Math.max(1, ...calls.map((call) => call[measure]))
          const floor = band * BAND + BAND - 10
          return (
            <g key={measure} className={`series-chart__band series-chart__band--${measure}`}>
              <line x1={0} x2={width} y1={floor + 0.5} y2={floor + 0.5} />
              <text x={across(8)} y={floor - 26} className="series-chart__label">
                {t(`series.${measure}`)}
              </text>
              <text x={across(8)} y={floor - 8} className="series-chart__sum">
                {t('series.most', {
                  count: number(Math.max(0, ...calls.map((call) => call[measure])), locale),
                })}
              </text>
              {calls.map((call, index) => {
                const tall = (call[measure] / most) * BAR
                const middle = across(LABELS + index * STEP + STEP / 2)
                return (
                  <g key={call.call}>
                    <rect x={middle - 12} y={floor - tall} width={24} height={tall} rx={2} />
                    {calls.length <= FIGURES_UP_TO && (
                      <text x={middle} y={floor - tall - 5} className="series-chart__figure">
                        {number(call[measure], locale)}
                      </text>
                    )}
                  </g>
                )
              })}
            </g>
          )
        })}
        {calls.map((call, index) => (
          <text
            key={call.call}
            x={across(LABELS + index * STEP + STEP / 2)}
            y={height - 8}
            className="series-chart__figure"
          >
            {number(call.number, locale)}
          </text>
        ))}
        <text x={across(8)} y={height - 8} className="series-chart__sum">
          {t('series.number_of_call')}
        </text>
      </svg>
    </section>
  )
}
