/**
 * npm start [-- --lan]                      Direct Line on the data folder
 * npm run demo [-- --reset --speed 10]      the same with the sample call on air, in a data folder of its own
 *
 * Runs on any Node from 20: it installs what is missing, builds the web app when out of date,
 * and starts the server with the Node that the project pins.
 */
const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(
    `Direct Line needs Node 20 or newer, and this is ${process.versions.node}: install a newer one from nodejs.org and start again.`,
  )
  process.exit(1)
}
const { start } = await import('./lib/start.mjs')
process.exit(await start(process.argv.slice(2)))
