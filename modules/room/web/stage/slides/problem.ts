/** Why a file cannot be shown. The words for each stand under `slides.problem`. */
export type SlidesProblem = 'not_pdf' | 'too_large' | 'too_long' | 'password' | 'broken' | 'not_saved'

/** A browser holds the whole file while it turns it into pictures. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024

/** A file that cannot be shown; the words for `problem` stand under `slides.problem`. */
export class SlidesRefused extends Error {
  readonly problem: SlidesProblem
  readonly pages: number

  constructor(problem: SlidesProblem, pages = 0) {
    super(problem)
    this.problem = problem
    this.pages = pages
  }
}
