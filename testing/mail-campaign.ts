import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port.ts'

const here = import.meta.dirname

/** What is known of the mails of an announcement: how they stand with us, and what the mail server took. */
export interface Campaign {
  /** Announces the call to all subscribers. */
  announce(): Promise<void>
  counts(): Promise<Readonly<Record<string, number>>>
  /** Ids of the mails in a state. */
  inState(state: string): Promise<string[]>
  /** Ids of the mails that the mail server took, as often as it did. */
  received(): Promise<string[]>
  killMailServer(): Promise<void>
  startMailServer(): Promise<void>
  killServer(): Promise<void>
  startServer(): Promise<void>
  close(): Promise<void>
}

/** The server with so many subscribers and a mail server, each a process of its own that can be killed and started again. */
export async function mailCampaign(subscribers: number): Promise<Campaign> {
  const dataDir = await mkdtemp(join(tmpdir(), 'direct-line-mail-'))
  const taken = join(dataDir, 'taken.txt')
  const [port, smtpPort] = [await freePort(), await freePort()]
  let server: ChildProcess | null = null
  let mailServer: ChildProcess | null = null
  let scene = { url: '', call: '', officer: '' }

  const startServer = async (): Promise<void> => {
    server = spawn(process.execPath, [join(here, 'mail-server.ts'), String(subscribers)], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: {
        ...process.env,
        DIRECT_LINE_DATA: dataDir,
        PORT: String(port),
        SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
        MAIL_FROM: 'Direct Line <direct-line@mission.example>',
        MEDIA_ENGINE: 'off',
        LOG_LEVEL: 'silent',
      },
    })
    scene = JSON.parse(await line(server, /^\{"url"/))
  }
  const startMailServer = async (): Promise<void> => {
    const script = join(here, 'killable-post-office.ts')
    mailServer = spawn(process.execPath, [script, String(smtpPort), taken], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    await line(mailServer, /^listens/)
  }
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${scene.url}${path}`, { headers: { cookie: scene.officer } })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  await startMailServer()
  await startServer()
  return {
    async announce() {
      const answer = await fetch(`${scene.url}/api/calls/${scene.call}/publish`, {
        method: 'POST',
        headers: { cookie: scene.officer, origin: scene.url, 'content-type': 'application/json' },
        body: '{}',
      })
      if (!answer.ok) throw new Error(`publish: ${answer.status} ${await answer.text()}`)
    },
    counts: async () =>
      (await get<{ counts: Record<string, number> }>('/api/outbox?limit=1&template=calls.call_announced'))
        .counts,
    async inState(state) {
      const ids: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { items: { id: string }[]; next: string | null } = await get(
          `/api/outbox?limit=200&template=calls.call_announced&state=${state}${cursor ? `&cursor=${cursor}` : ''}`,
        )
        ids.push(...page.items.map(({ id }) => id))
        cursor = page.next
      }
      return ids
    },
    received: async () =>
      (await readFile(taken, 'utf8').catch(() => '')).split('\n').flatMap((id) => id.split('@')[0] || []),
    killMailServer: () => ended(mailServer, 'SIGKILL'),
    startMailServer,
    killServer: () => ended(server, 'SIGKILL'),
    startServer,
    async close() {
      await ended(server, 'SIGTERM')
      await ended(mailServer, 'SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function ended(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

function line(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('no output'))
    createInterface({ input: child.stdout }).on('line', (text) => pattern.test(text) && resolve(text))
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it was ready`)))
  })
}
