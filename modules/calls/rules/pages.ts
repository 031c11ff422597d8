/** How many calls a public list shows at once. */
export const PER_PAGE = 12

/** One page of a list; whatever was asked for that is no page of it is its first or its last. */
export function pageOf<T>(all: readonly T[], asked: string | undefined) {
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE))
  const wanted = Number(asked ?? 1)
  const page = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), pages) : 1
  return { items: all.slice((page - 1) * PER_PAGE, page * PER_PAGE), page, pages }
}
