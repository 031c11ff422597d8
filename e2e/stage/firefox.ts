import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Found, or installed, by `npm run test:long`; empty where there is none. */
const program = process.env['FIREFOX_TEST_BIN'] ?? ''

/** Why nothing can be tried in Firefox here; empty where it can. It pairs no candidate with 127.0.0.1. */
export const noFirefox: string =
  program === ''
    ? 'no Firefox here: it is installed on Debian by root, or FIREFOX_TEST_BIN names one'
    : Object.values(networkInterfaces()).some((list) => list?.some(({ internal }) => !internal))
      ? ''
      : 'no network here but 127.0.0.1, over which Firefox sends no media'

/** A tab of Firefox, driven by WebDriver BiDi. */
export interface FirefoxTab {
  cookie(name: string, value: string, url: string): Promise<void>
  /** Runs in every page before its own scripts. */
  before(run: () => void): Promise<void>
  goto(url: string): Promise<void>
  /** Runs in the page as if somebody had just touched it; what goes in and comes out is JSON. */
  evaluate<R>(run: () => R | Promise<R>): Promise<R>
  evaluate<A, R>(run: (given: A) => R | Promise<R>, given: A): Promise<R>
  /** The page as it is seen, PNG. */
  picture(): Promise<Buffer>
  close(): Promise<void>
}

/** Starts Firefox with a fake camera and a microphone that gives `tone` (Hz), allowed to everybody. */
export async function firefoxTab(tone: number): Promise<FirefoxTab> {
  const profile = await mkdtemp(join(tmpdir(), 'direct-line-firefox-'))
  const preferences = {
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    'media.navigator.audio.fake_frequency': tone,
    'media.autoplay.default': 0,
    'media.autoplay.blocking_policy': 0,
    // Otherwise it names its candidates after mDNS, which no server here resolves.
    'media.peerconnection.ice.obfuscate_host_addresses': false,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'remote.prefs.recommended': true,
  }
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(profile, 'user.js'), lines.join('\n'))
  const child = spawn(
    program,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' },
    },
  )
  const bidi = await bidiAt(`${await addressOf(child)}/session`)
  await bidi.send('session.new', { capabilities: {} })
  const { contexts } = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {})
  const context = contexts[0]?.context ?? ''
  const evaluate = async (run: (given: never) => unknown, given?: unknown) => {
    const answer = await bidi.send<Evaluated>('script.callFunction', {
      functionDeclaration: `async (given) => JSON.stringify(await (${run})(JSON.parse(given)) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(given ?? null) }],
      target: { context },
      awaitPromise: true,
      userActivation: true,
    })
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
    return JSON.parse(answer.result.value)
  }
  return {
    evaluate,
    async cookie(name, value, url) {
      const cookie = { name, value: { type: 'string', value }, domain: new URL(url).hostname, path: '/' }
      await bidi.send('storage.setCookie', { cookie })
    },
    before: async (run) =>
      void (await bidi.send('script.addPreloadScript', { functionDeclaration: `${run}` })),
    goto: async (url) =>
      void (await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async picture() {
      const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', { context })
      return Buffer.from(data, 'base64')
    },
    async close() {
      bidi.close()
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } }

/** Where it listens, as it says itself. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('it says nothing')
  return await new Promise((resolve, reject) => {
    createInterface({ input: child.stderr ?? process.stdin }).on('line', (line) => {
      const said = /BiDi listening on (ws:\S+)/.exec(line)?.[1]
      if (said) resolve(said)
    })
    child.once('exit', () => reject(new Error('Firefox ended')))
  })
}

/** Commands and their answers. */
async function bidiAt(url: string) {
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error('Firefox takes no commands'))
  })
  const waiting = new Map<number, (answer: { type: string; result?: unknown; message?: string }) => void>()
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(String(data))
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  }
  let last = 0
  return {
    async send<R>(method: string, params: object): Promise<R> {
      const id = ++last
      const answer = new Promise<{ type: string; result?: unknown; message?: string }>((resolve) =>
        waiting.set(id, resolve),
      )
      socket.send(JSON.stringify({ id, method, params }))
      const { type, result, message } = await answer
      if (type === 'error') throw new Error(`${method}: ${message}`)
      return result as R
    },
    close: () => socket.close(),
  }
}
