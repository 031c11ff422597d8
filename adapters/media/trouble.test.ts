import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { Media, MediaStanding } from '../../kernel/media.ts'
import {
  enginePid,
  isRunning,
  liveKit,
  mediaFolder,
  mediaSettings,
  ownEngines,
  OWN_SECRET as SECRET,
  settingsOf,
  startOwnMedia,
  startStuckMedia,
} from '../../testing/own-media.ts'
import { openRaw, publishRaw, speak, watch } from '../../testing/raw-media.ts'
import { weakLine } from '../../testing/weak-line.ts'
import type { MediaSettings } from './choose.ts'
import { freePort, freeUdpPort } from './ports.ts'

const HOST = join(import.meta.dirname, '..', '..', 'testing', 'media-host.ts')

const open: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function folder(): Promise<string> {
  const { path, remove } = await mediaFolder()
  open.push(remove)
  return path
}

type More = Partial<MediaSettings> & { readonly loopback?: boolean; readonly until?: MediaStanding }

async function started(
  engine: 'embedded' | 'livekit' | 'auto',
  dataDir: string,
  { loopback, until = 'ready', ...more }: More = {},
): Promise<{ media: Media; restarts: string[] }> {
  const settings = engine === 'auto' ? { ...mediaSettings, engine } : settingsOf(engine)
  const { media, restarts } = await startOwnMedia({ ...settings, ...more }, dataDir, loopback)
  open.push(() => media.stop())
  await vi.waitFor(() => expect(media.status().standing).toBe(until), { timeout: 20_000 })
  return { media, restarts }
}

/** Somebody speaks, without a browser, and somebody may listen; `through` is a UDP port that all of it takes. */
async function conversation(media: Media, through?: number) {
  let heard = 0
  const enter = async (identity: string, may: boolean) => {
    const permission = { microphone: may, camera: may, screen: false }
    const token = await media.token({ room: 'r', identity, permission, attributes: {}, seconds: 60 })
    const client = await openRaw(`http://127.0.0.1:${media.loopbackPort()}`, token)
    open.push(async () => client.close())
    return client
  }
  const publisher = await publishRaw(await enter('speaker', true), through)
  const stop = speak(publisher)
  open.push(async () => stop())
  return {
    heard: () => heard,
    listen: async () => watch(await enter('listener', false), () => void heard++, through),
  }
}

describe('a media server of ours that is in trouble', () => {
  it.concurrent('goes on without its application, and ends by itself when none comes back', async ({
    expect,
  }) => {
    await Promise.all(
      ownEngines.map(async (engine) => {
        const dataDir = await folder()
        const host = spawn(process.execPath, [
          HOST,
          dataDir,
          JSON.stringify({ ...settingsOf(engine), aloneMs: 1_500 }),
        ])
        await once(host.stdout, 'data')
        const pid = await enginePid(dataDir)
        // Longer than it would go on alone: it is looked after.
        const until = performance.now() + 2_500
        while (performance.now() < until) {
          expect(isRunning(pid)).toBe(true)
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
        host.kill('SIGKILL')
        await once(host, 'exit')
        expect(isRunning(pid)).toBe(true)
        await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false)
      }),
    )
  })

  it.concurrent('is started anew when it stands still or takes too much memory', async ({ expect }) => {
    await Promise.all(
      ownEngines.map(async (engine) => {
        const dataDir = await folder()
        const { media, restarts } = await started(engine, dataDir)
        const pid = await enginePid(dataDir)
        process.kill(pid, 'SIGSTOP')
        await expect.poll(() => restarts, { timeout: 30_000 }).toEqual(['silent'])
        await expect.poll(() => media.status().standing, { timeout: 30_000 }).toBe('ready')
        expect(isRunning(pid)).toBe(false)
      }),
    )
    const hungry = await started('embedded', await folder(), {
      memoryLimit: 32 * 1024 ** 2,
      until: 'starting',
    })
    await expect.poll(() => hungry.restarts, { timeout: 30_000 }).toContain('memory')
  })

  it.concurrent('is started anew when it lives and passes nothing on while somebody speaks', async ({
    expect,
  }) => {
    const dataDir = await folder()
    const { media, restarts } = await startStuckMedia(dataDir)
    open.push(() => media.stop())
    await expect.poll(() => media.status().standing, { timeout: 20_000 }).toBe('ready')
    const talk = await conversation(media)
    await talk.listen()
    await expect.poll(talk.heard, { timeout: 30_000 }).toBeGreaterThan(50)
    expect(restarts).toEqual([])
    const pid = await enginePid(dataDir)
    process.kill(pid, 'SIGUSR2')
    await expect.poll(() => restarts, { timeout: 30_000 }).toEqual(['stalled'])
    await expect.poll(() => media.status().standing, { timeout: 30_000 }).toBe('ready')
    expect(isRunning(pid)).toBe(false)
  })

  it.concurrent('is started anew when nothing comes in any more while somebody speaks', async ({
    expect,
  }) => {
    const port = (await freeUdpPort(0)) ?? 0
    const line = await weakLine(port, { loss: 0 })
    open.push(async () => line.close())
    const { media, restarts } = await started('embedded', await folder(), { udpPorts: [port, port] })
    const talk = await conversation(media, line.port)
    await talk.listen()
    await expect.poll(talk.heard, { timeout: 30_000 }).toBeGreaterThan(50)
    line.set({ loss: 1 })
    await expect.poll(() => restarts, { timeout: 30_000 }).toEqual(['stalled'])
    await expect.poll(() => media.status().standing, { timeout: 30_000 }).toBe('ready')
  })

  it.concurrent('says which port is taken and what to do, and starts once it is free', async ({ expect }) => {
    const socket = createSocket('udp4').bind(0)
    await once(socket, 'listening')
    const { port } = socket.address()
    const udpPorts = [port - 1, port] as const
    const { media } = await started('embedded', await folder(), { udpPorts, until: 'down' })
    expect(media.status().words).toContain(
      `UDP port ${port} is taken by another program: stop that one, or choose another with MEDIA_UDP_PORT.`,
    )
    socket.close()
    await expect.poll(() => media.status().standing, { timeout: 20_000 }).toBe('ready')
  })

  it.skipIf(liveKit === '').concurrent(
    'takes a range of UDP ports, and a TCP port that may be taken',
    async () => {
      const other = createServer().listen(0)
      await once(other, 'listening')
      const { port } = other.address() as AddressInfo
      const dataDir = await folder()
      const more = { udpPorts: [41_800, 41_803], tcpPort: port, loopback: false } as const
      const { media } = await started('livekit', dataDir, { ...more, until: 'down' })
      expect(media.status().words).toContain(`TCP port ${port} is taken`)
      other.close()
      await expect.poll(() => media.status().standing, { timeout: 20_000 }).toBe('ready')
      const told = JSON.parse(await readFile(join(dataDir, 'media', 'livekit.json'), 'utf8'))
      expect(told).toMatchObject({ rtc: { udp_port: '41800-41803', tcp_port: port } })
    },
  )
})

describe('a LiveKit that somebody else runs', () => {
  it.concurrent('is named with what is wrong and what to do', async ({ expect }) => {
    const site = createHttp((_, response) => response.writeHead(404).end('<h1>Welcome</h1>')).listen(0)
    await once(site, 'listening')
    open.push(async () => site.close())
    const wordsFor = async (url: string, apiSecret = SECRET) => {
      const external = { url, apiKey: 'direct-line', apiSecret }
      return (await started('auto', '', { external, until: 'down' })).media.status().words
    }
    expect(await wordsFor(`ws://127.0.0.1:${await freePort()}`)).toMatch(/does not run.*correct LIVEKIT_URL/)
    expect(await wordsFor('wss://nowhere.invalid')).toMatch(/does not find: correct LIVEKIT_URL/)
    expect(await wordsFor(`ws://127.0.0.1:${(site.address() as AddressInfo).port}`)).toMatch(/is no LiveKit/)
    const dataDir = await folder()
    const { media } = await started(ownEngines.at(-1) ?? 'embedded', dataDir)
    const url = `ws://127.0.0.1:${media.loopbackPort()}`
    expect(await wordsFor(url, SECRET.toUpperCase())).toMatch(/refuses our key: LIVEKIT_API_KEY/)
    const external = { url, apiKey: 'direct-line', apiSecret: SECRET }
    expect((await started('auto', '', { external })).media.status().words).toContain(`LiveKit at 127.0.0.1`)
  })
})
