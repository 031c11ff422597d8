import { z } from 'zod'

/** Where the migrations that were applied are written down. */
export const JOURNAL = 'drizzle.__drizzle_migrations'
/** Where the queue keeps its jobs. */
export const JOBS = 'pgboss.job'

const plain = z.string().regex(/^[a-z_][a-z0-9_]*$/)

/** A table as a backup describes it. */
export const TableShape = z.object({
  name: z.string().regex(/^(public|drizzle|pgboss)\.[a-z_][a-z0-9_]*$/),
  columns: z.array(z.object({ name: plain, type: z.string().regex(/^[a-z][a-z0-9_ ."(),[\]]*$/) })),
})
export type TableShape = z.infer<typeof TableShape>
