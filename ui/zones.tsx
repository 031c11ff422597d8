import './styles/zones.css'
import type { ZonedSpan } from './format.ts'

export type TwoZonesProps = {
  /** Null when the host's zone is the home's. */
  home: ZonedSpan | null
  host: ZonedSpan
  /** "9 hours apart" */
  apart: string
  /** Name of the group for assistive technology: "Date and time". */
  label: string
  /** A third zone, as a sentence below. */
  third?: string | undefined
}

/** The two times of a call, each with its place: home first, then the host's. Stands on a dark ground. */
export function TwoZones({ home, host, apart, label, third }: TwoZonesProps) {
  return (
    <fieldset className="dl-zones" aria-label={label}>
      {home && (
        <>
          <Zone zone={home} />
          <div className="dl-zones__span">
            <i />
            <i />
            <span>{apart}</span>
          </div>
        </>
      )}
      <Zone zone={host} />
      {third && <p className="dl-zones__third">{third}</p>}
    </fieldset>
  )
}

function Zone({ zone }: { zone: ZonedSpan }) {
  return (
    <div className="dl-zone">
      <span className="dl-zone__place">{zone.place}</span>
      <time className="dl-zone__time" dateTime={zone.iso}>
        {zone.time}
      </time>
      <span className="dl-zone__date">
        {zone.date} · <bdi>{zone.zone}</bdi>
      </span>
    </div>
  )
}
