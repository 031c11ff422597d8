import { zonedSpan } from '../format.ts'
import {
  Avatar,
  Button,
  ButtonLink,
  Card,
  ChoiceGroup,
  ErrorSummary,
  Facts,
  FormPart,
  Line,
  type Locale,
  languageHref,
  Meter,
  Notice,
  PageBody,
  PublicPage,
  SelectField,
  StatePanel,
  Tag,
  TextAreaField,
  TextField,
  TwoZones,
} from '../index.ts'
import { type Words, words } from './words.ts'

const brand = { product: 'Direct Line', mission: 'U.S. Mission in Pakistan' }
const start = '2026-04-23T12:00:00Z'
const end = '2026-04-23T13:15:00Z'

type Props = { locale: Locale }

export function CallSheet({ locale }: Props) {
  const w = words[locale]
  const zones = {
    home: zonedSpan(start, end, 'America/New_York', w.washington, locale),
    host: zonedSpan(start, end, 'Asia/Karachi', w.islamabad, locale),
  }
  return (
    <PublicPage
      brand={brand}
      locale={locale}
      languageHref={languageHref('/')}
      sample
      footLinks={[{ href: '/a', label: w.about }]}
      hero={<Hero w={w} zones={zones} />}
      dock={
        <>
          <p>
            <b>{w.by}</b>
            {w.seats}
          </p>
          <ButtonLink kind="primary" href="/register">
            {w.register}
          </ButtonLink>
        </>
      }
    >
      <PageBody side={<Rsvp w={w} />}>
        <section aria-labelledby="about">
          <h2 id="about">{w.about}</h2>
          <div className="dl-read">
            <p>{w.lead}</p>
            <p>{w.question}</p>
          </div>
          <ul className="dl-pills" aria-label={w.sectors}>
            <li>
              <Tag>{w.cloud}</Tag>
            </li>
            <li>
              <Tag>{w.centers}</Tag>
            </li>
          </ul>
        </section>
        <section aria-labelledby="agenda">
          <h2 id="agenda">{w.agenda}</h2>
          <Line
            look="agenda"
            orientation="vertical"
            items={[
              { id: '1', state: 'next', time: '5:00', label: w.about, small: w.person },
              { id: '2', state: 'next', time: '5:08', label: w.agenda },
            ]}
          />
        </section>
      </PageBody>
    </PublicPage>
  )
}

type Zones = Pick<Parameters<typeof TwoZones>[0], 'home' | 'host'>

function Hero({ w, zones }: { w: Words; zones: Zones }) {
  return (
    <>
      <p className="dl-hero__eyebrow">
        <a href="/series">{brand.product}</a>
        <span>{w.pakistan}</span>
      </p>
      <h1>{w.topic}</h1>
      <div className="dl-hosted">
        <Avatar name={w.person} />
        <p>
          <small>{w.host}</small>
          <b>{w.person}</b>
        </p>
      </div>
      <TwoZones {...zones} apart={w.apart} label={w.when} />
    </>
  )
}

function Rsvp({ w }: { w: Words }) {
  return (
    <aside className="dl-aside" aria-labelledby="rsvp">
      <h2 id="rsvp">{w.by}</h2>
      <p className="dl-aside__main">{w.when}</p>
      <p className="dl-aside__row">{w.seats}</p>
      <Meter value={0.77} />
      <ButtonLink kind="primary" size="xl" wide href="/register">
        {w.register}
      </ButtonLink>
    </aside>
  )
}

export function FormSheet({ locale }: Props) {
  const w = words[locale]
  return (
    <PublicPage brand={brand} locale={locale} languageHref={languageHref('/')} look="sheet" sample>
      <div className="dl-sheet__about">
        <h1>{w.register}</h1>
        <span>{w.topic}</span>
      </div>
      <ErrorSummary title={w.errors} errors={[{ field: 'email', message: w.mailError }]} />
      <form method="post" noValidate>
        <FormPart legend={w.name}>
          <TextField name="name" label={w.name} defaultValue={w.person} autoComplete="name" />
          <TextField name="email" type="email" label={w.mail} hint={w.mailHint} error={w.mailError} />
          <SelectField name="country" label={w.country} options={[{ value: 'PK', label: w.pakistan }]} />
        </FormPart>
        <FormPart legend={w.quote}>
          <TextAreaField name="question" label={w.quote} defaultValue={w.question} />
          <ChoiceGroup
            legend={w.sectors}
            type="checkbox"
            name="sectors"
            columns
            defaultValue={['cloud']}
            options={[
              { value: 'cloud', label: w.cloud },
              { value: 'centers', label: w.centers },
            ]}
          />
          <ChoiceGroup
            legend={w.who}
            type="radio"
            name="who"
            defaultValue={['mission']}
            options={[
              { value: 'mission', label: w.mission, small: w.missionSmall },
              { value: 'everyone', label: w.everyone },
            ]}
          />
        </FormPart>
        <div className="dl-sheet__send">
          <Button kind="primary" size="xl" wide type="submit">
            {w.send}
          </Button>
        </div>
      </form>
    </PublicPage>
  )
}

export function StatusSheet({ locale }: Props) {
  const w = words[locale]
  return (
    <PublicPage brand={brand} locale={locale} languageHref={languageHref('/')} look="sheet">
      <StatePanel title={w.received}>
        <p>{w.emptyText}</p>
        <Line
          items={[
            { id: 'sent', state: 'done', label: w.sent },
            { id: 'checked', state: 'now', label: w.checked },
            { id: 'approved', state: 'next', label: w.approved },
          ]}
        />
      </StatePanel>
      <h2>{w.about}</h2>
      <Card>
        <Facts
          rows={[
            { id: 'topic', term: w.about, value: <b>{w.topic}</b> },
            { id: 'who', term: w.name, value: <bdi>{w.person}</bdi>, small: w.firm },
          ]}
        />
      </Card>
      <div className="dl-actions">
        <Button size="xl">{w.retry}</Button>
        <Button size="xl" kind="danger">
          {w.decline}
        </Button>
      </div>
      <Notice tone="warn" title={w.lost}>
        {w.lostText}
      </Notice>
    </PublicPage>
  )
}
