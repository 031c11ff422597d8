/** Something that the person at the terminal must mend. `message` is one sentence that says how; no stack trace is shown. */
export class Stop extends Error {}

/**
 * Does `work` and shows that it is at it: after one second a line with the seconds that have passed.
 * In a terminal the line updates; elsewhere (a log) it is written at the start and at the end.
 * @template T
 * @param {string} title such as "Installing packages"
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} [out]
 * @returns {Promise<T>}
 */
export async function withProgress(title, work, out = process.stdout) {
  const from = performance.now()
  const seconds = () => Math.round((performance.now() - from) / 1000)
  let shown = false
  const show = () => {
    if (out.isTTY) out.write(`\r${title} ... ${seconds()} s`)
    else if (!shown) out.write(`${title} ...\n`)
    shown = true
  }
  const timer = setInterval(show, 1000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    if (shown) out.write(`${out.isTTY ? '\r' : ''}${title} ... ${seconds()} s\n`)
  }
}
