import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe finds on a page as it is now, a line for each rule that is broken: its name and the elements. `tags` choose rules by
 * their tags, such as `wcag2aa`; without them all rules are asked.
 *
 * It runs in the page itself (axe calls this its legacy mode): otherwise axe opens a second page for every look, to put together what it
 * found in frames. We have no frames, and what stands in one is not looked at.
 */
export async function violationsOf(page: Page, tags?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (tags ? axe.withTags([...tags]) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
