import type { PageResult } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { readInstallation } from '../reads.ts'

/** GET /brand.css: the mission's ink, where the design system looks for it. A file of ours, because the CSP allows no inline style. */
export async function brandSheet(tx: Tx): Promise<PageResult> {
  const { ink } = await readInstallation(tx)
  return { body: ink ? `:root { --ink: ${ink}; }\n` : '', contentType: 'text/css; charset=utf-8' }
}
