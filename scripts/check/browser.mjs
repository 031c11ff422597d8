const ENTRY = 'web/main.tsx'

const isNotForBrowsers = ({ coreModule, resolved }) =>
  coreModule || resolved.includes('node_modules/drizzle-orm/')

/** What is erased before a browser sees it. */
const isErased = ({ dependencyTypes }) => dependencyTypes.includes('type-only')

/**
 * The rule `browser-without-node`: what a browser loads reaches neither Node nor the database, however long the chain.
 * dependency-cruiser's own `reachable` also follows imports of types, which no browser ever loads; so it is walked here.
 * @param {readonly import('dependency-cruiser').IModule[]} modules
 * @returns {string[]} one line for each forbidden module, with the chain that leads there
 */
export function browserWithoutNode(modules) {
  const bySource = new Map(modules.map((module) => [module.source, module]))
  if (!bySource.has(ENTRY)) return [`browser-without-node: ${ENTRY} is not there to start from`]
  const chains = new Map([[ENTRY, ENTRY]])
  const problems = []
  for (const [source, chain] of chains) {
    for (const dependency of bySource.get(source)?.dependencies ?? []) {
      if (isErased(dependency) || chains.has(dependency.resolved)) continue
      const longer = `${chain} → ${dependency.resolved}`
      if (isNotForBrowsers(dependency)) problems.push(`browser-without-node: ${longer}`)
      else chains.set(dependency.resolved, longer)
    }
  }
  return problems
}
