import { customType } from 'drizzle-orm/pg-core'

/** `timestamptz`, read and written as `Temporal.Instant` (PostgreSQL keeps microseconds; so do we). */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamptz',
  toDriver: (value) => value.toString({ smallestUnit: 'microsecond' }),
  fromDriver: (value) => Temporal.Instant.from(value),
})
