import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../../ui/face.tsx'
import { dateTime, minuteOf, number } from '../../../../ui/format.ts'
import { Button, type Fact, FactList, Line, ScrollBody, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { ChangeDto, Gap, Omission, Readout } from '../../contract.ts'
import { type Draft, putIn, reviewed } from './draft.ts'

type Props = {
  readout: Readout
  language: Locale
  inLanguage: NonNullable<Readout['languages']>['en']
  fresh: readonly Extract<ChangeDto, { what: 'new' }>[]
  mayEdit: boolean
  edit: (how: (draft: Draft) => Draft) => void
  onOpen: (what: 'wording' | 'translations') => void
}

/** Where the readout stands, what is missing, what was left out and why, what is in the text. */
export function Aside(props: Props) {
  const { readout, inLanguage, fresh } = props
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const present = presentFacts(inLanguage)
  const missing = inLanguage.gaps.length + fresh.length
  return (
    <aside className="ro-aside" aria-label={t('aside.label')}>
      <ScrollBody label={t('aside.label')}>
        <Part title={t('aside.versions')}>
          <Line
            orientation="vertical"
            items={readout.versions.map(({ version, at, how }) => ({
              id: String(version),
              state: version === readout.version ? 'now' : 'done',
              label: (
                <FaceLink href={hrefOf(readout, version)}>
                  {t(`aside.${how}`, { version: number(version, locale) })}
                </FaceLink>
              ),
              small: dateTime(at, readout.zone, locale),
            }))}
          />
        </Part>
        {missing > 0 && (
          <Part title={t('aside.missing')} count={missing}>
            <FactList
              label={t('aside.missing')}
              facts={[...freshFacts(props, t), ...inLanguage.gaps.map((gap) => gapFact(gap, props, t))]}
            />
          </Part>
        )}
        {inLanguage.omissions.length > 0 && (
          <Part title={t('aside.left_out')} count={inLanguage.omissions.length}>
            <FactList
              label={t('aside.left_out')}
              facts={inLanguage.omissions.map((omission) => omissionFact(omission, readout.zone, locale, t))}
            />
          </Part>
        )}
        <Part title={t('aside.in_text')} count={present.length}>
          <FactList
            label={t('aside.in_text')}
            facts={present.map(({ key, count }) => ({
              id: key,
              state: 'present' as const,
              text: t(`present.${key.replaceAll(' ', '_')}`, { count }),
            }))}
          />
        </Part>
      </ScrollBody>
    </aside>
  )
}

function Part({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  const locale = useLocale()
  return (
    <section>
      <h2 className="ro-head">
        {title} {count !== undefined && <span>{number(count, locale)}</span>}
      </h2>
      {children}
    </section>
  )
}

const hrefOf = (readout: Readout, version: number): string =>
  readout.versions[0]?.version === version
    ? `/desk/calls/${readout.call}/readout`
    : `/desk/calls/${readout.call}/readout?version=${version}`

type Say = TFunction<'outcomes'>

/** What the record says since, and the text does not. */
function freshFacts({ fresh, mayEdit, edit }: Props, t: Say): Fact[] {
  return fresh.map(({ key, paragraph, now }) => ({
    id: key,
    state: 'missing',
    text: (
      <>
        {t('aside.new')} <q dir="auto">{now.text}</q>
      </>
    ),
    action: mayEdit && (
      <>
        <Button
          size="s"
          onClick={() => edit((draft) => putIn(draft, paragraph, { key, text: now.text ?? '' }))}
        >
          {t('aside.put_in')}
        </Button>{' '}
        <Button size="s" kind="quiet" onClick={() => edit((draft) => reviewed(draft, key))}>
          {t('aside.leave_out')}
        </Button>
      </>
    ),
  }))
}

const WORDED = ['no audience wording', 'no officials wording', 'no subject wording']

function gapFact({ key, count }: Gap, { readout, mayEdit, onOpen }: Props, t: Say): Fact {
  const text = t(`gap.${key.replaceAll(' ', '_')}`, { count })
  const action = !mayEdit ? null : WORDED.includes(key) ? (
    <Button size="s" onClick={() => onOpen('wording')}>
      {t('aside.word')}
    </Button>
  ) : key === 'other language' ? (
    <Button size="s" onClick={() => onOpen('translations')}>
      {t('aside.translate')}
    </Button>
  ) : key === 'no title' ? (
    <FaceLink href={`/desk/calls/${readout.call}/panel`}>{t('aside.to_panel')}</FaceLink>
  ) : null
  return { id: key, state: 'missing', text, ...(action ? { action } : {}) }
}

function omissionFact({ key, count, since }: Omission, zone: string, locale: Locale, t: Say): Fact {
  const reason = t(`omission.${key.replaceAll(' ', '_')}`, { count })
  const from = since === null ? '' : ` ${t('aside.from', { count, minute: minuteOf(since, zone, locale) })}`
  return { id: key, state: 'left_out', text: `${reason}${from}` }
}

/** What the text asserts, each once, with how often. */
function presentFacts(inLanguage: Props['inLanguage']): { key: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { asserts } of inLanguage.text.paragraphs.flatMap((p) => p.sentences)) {
    if (asserts) counts.set(asserts, (counts.get(asserts) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => ({ key, count }))
}
