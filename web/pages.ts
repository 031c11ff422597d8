import { pages as access } from '../modules/access/web/pages.ts'
import { pages as calls } from '../modules/calls/web/pages.ts'
import { pages as outcomes } from '../modules/outcomes/web/pages.ts'
import { pages as registration } from '../modules/registration/web/pages.ts'
import type { AnyPageView } from '../ui/page-view.tsx'
import { ApiPage } from './api-page.tsx'
import { ProblemPage } from './problem-page.tsx'

/** The views of pages that the server renders, one line per slice. */
export const pages: Readonly<Record<string, AnyPageView>> = {
  ...access,
  ...calls,
  ...outcomes,
  ...registration,
  ...ProblemPage,
  ...ApiPage,
}
