import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { templates } from '../tables.ts'

export type TemplateRecord = Omit<typeof templates.$inferSelect, 'createdAt'>

const columns = {
  id: templates.id,
  program: templates.program,
  name: templates.name,
  description: templates.description,
  openTo: templates.openTo,
  minutes: templates.minutes,
  capacity: templates.capacity,
  sectors: templates.sectors,
  languages: templates.languages,
  groundRules: templates.groundRules,
  agenda: templates.agenda,
}

/** In the order they were made; `only` narrows to these programs. */
export const templatesOf = (tx: Tx, only: readonly Id[] | null, program?: Id): Promise<TemplateRecord[]> =>
  tx.db
    .select(columns)
    .from(templates)
    .where(
      and(
        only ? inArray(templates.program, [...only]) : undefined,
        program ? eq(templates.program, program) : undefined,
      ),
    )
    .orderBy(asc(templates.createdAt), asc(templates.id))

export async function templateBy(
  tx: Tx,
  id: Id,
  options: { lock?: boolean } = {},
): Promise<TemplateRecord | null> {
  const query = tx.db.select(columns).from(templates).where(eq(templates.id, id))
  const [row] = options.lock ? await query.for('update') : await query
  return row ?? null
}
