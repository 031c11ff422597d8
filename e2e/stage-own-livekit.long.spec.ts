import { expect, test } from '@playwright/test'
import { freePort } from '../testing/free-port.ts'
import { browserWithDevices, roomOf } from './stage/face.ts'
import type { Voice } from './stage/fakes.ts'
import { type OwnLiveKit, ownLiveKit } from './stage/own-livekit.ts'
import { type Person, person } from './stage/person.ts'
import { liveKit, type StageServer, stageServer } from './stage/server.ts'

// The stage on a LiveKit that somebody else started: browsers go to it directly, and it tells us over the network what it saw. Who is
// heard is proved as in stage.spec.ts; here it is whether nothing of the product needs to have started the server itself.

test.describe('the stage on a LiveKit that one has already', () => {
  test.describe.configure({ mode: 'serial' })
  // biome-ignore lint/suspicious/noSkippedTests: it is skipped where the server cannot be had, and says so
  test.skip(liveKit === '', 'no LiveKit here: it is built where Go is present')

  let media: OwnLiveKit
  let server: StageServer
  let host: Person
  let dana: Person
  let moderator: Person

  test.beforeAll(async () => {
    test.setTimeout(90_000)
    const port = await freePort()
    media = await ownLiveKit(liveKit, `http://127.0.0.1:${port}`)
    server = await stageServer('auto', { ...media.settings, PORT: String(port) })
    ;[host, dana, moderator] = (await Promise.all(
      (['host', 'dana', 'moderator'] as const).map((name) => person(server, name)),
    )) as [Person, Person, Person]
    await moderator.asks('openRoom', {})
    for (const each of [host, dana, moderator]) await each.enter()
  })
  test.afterAll(async () => {
    for (const each of [host, dana, moderator]) await each?.close()
    await server?.stop()
    await media?.stop()
  })

  const heardBy = (who: Person, voices: readonly Voice[]) =>
    expect.poll(() => who.hears(), { timeout: 30_000, intervals: [150] }).toEqual(voices)
  const recorded = async (who: Person) => {
    const { body } = await moderator.at.get<{ items: { type: string; data: { person?: string } }[] }>(
      `/api/calls/${server.scene.call}/record?limit=200`,
    )
    return body.items.filter(({ data }) => data.person === who.id).map(({ type }) => type)
  }

  test('the stage is heard and seen at the address of LiveKit itself', async () => {
    for (const each of [host, moderator]) await each.join()
    for (const act of [host.speak, host.show]) expect(await act()).toBe('done')
    await moderator.asks('goOnAir', {})
    const ticket = await dana.ticket()
    expect(ticket).toMatchObject({ url: media.settings['LIVEKIT_URL'] })
    await dana.join()
    await heardBy(dana, ['host'])
    await expect.poll(() => dana.sees(), { timeout: 30_000 }).toEqual(['host'])
  })

  test('with the floor a firm is heard and the record has it from the webhook; muted and withdrawn it is not', async () => {
    await dana.asks('raiseHand', {})
    await moderator.asks('giveFloor', { person: dana.id })
    await dana.asks('acceptFloor', {})
    await expect.poll(() => dana.speak(), { timeout: 30_000 }).toBe('done')
    await heardBy(moderator, ['host', 'dana'])
    await expect.poll(() => recorded(dana)).toContain('speech.started')
    await moderator.asks('mutePerson', { person: host.id })
    await heardBy(moderator, ['dana'])
    await moderator.asks('withdrawFloor', {})
    await heardBy(moderator, [])
    await expect.poll(() => recorded(dana)).toContain('speech.ended')
  })

  test('whose browser does not reach it is told so, and by which name', async () => {
    const { host: away } = new URL(media.settings['LIVEKIT_URL'] ?? '')
    const browser = await browserWithDevices(true, [`--host-resolver-rules=MAP ${away} ~NOTFOUND`])
    const fay = await roomOf(browser, server, 'fay')
    await fay.getByText('Check your camera, microphone and line').click()
    const line = fay.locator('.dl-check__row').filter({ hasText: 'Your browser does not reach the stage' })
    await expect(line).toContainText(`Our server reaches it at ${away}`, { timeout: 30_000 })
    await fay.locator('.dl-door .dl-btn--primary').click()
    await expect(fay.getByText('Your browser does not reach the stage').first()).toBeVisible({
      timeout: 30_000,
    })
    await expect(fay.getByText(`Our server reaches it at ${away}`)).toBeVisible()
    await browser.close()
  })

  test('when it dies the room goes on in writing, and sound is back once somebody started it again', async () => {
    await media.kill()
    await expect.poll(() => dana.ticket(), { timeout: 30_000 }).toBe(503)
    await dana.asks('raiseHand', {})
    await media.start()
    await expect.poll(async () => typeof (await dana.ticket()), { timeout: 30_000 }).toBe('object')
    for (const each of [host, dana])
      if ((await each.state()) !== 'connected') await each.join().catch(() => '')
    await expect.poll(() => host.speak(), { timeout: 30_000 }).toBe('done')
    await heardBy(dana, ['host'])
  })
})
