import { expect, test } from '@playwright/test'
import type { Voice } from './stage/fakes.ts'
import { noFirefox } from './stage/firefox.ts'
import { type FirefoxRoom, firefoxRoom } from './stage/firefox-room.ts'
import { type Person, person } from './stage/person.ts'
import { ENGINES, liveKit, type StageServer, stageServer } from './stage/server.ts'

// A firm and an official in Firefox watch and speak, on each media server, in the room as it is; the others are in Chromium. What
// Firefox plays is recorded there, and its spectrum says who was heard.

for (const engine of ENGINES) {
  test.describe(`Firefox on ${engine}`, () => {
    test.describe.configure({ mode: 'serial' })
    // biome-ignore lint/suspicious/noSkippedTests: it is skipped where the browser cannot be had, and says so
    test.skip(noFirefox !== '', noFirefox)
    // biome-ignore lint/suspicious/noSkippedTests: it is skipped where the server cannot be had, and says so
    test.skip(engine === 'livekit' && liveKit === '', 'no LiveKit here: it is built where Go is present')

    let server: StageServer
    let host: Person
    let moderator: Person
    let dana: FirefoxRoom
    let secretary: FirefoxRoom
    const id = () => server.scene.people['dana'] ?? ''

    test.beforeAll(async () => {
      test.setTimeout(180_000)
      server = await stageServer(engine)
      ;[host, moderator, dana] = await Promise.all([
        person(server, 'host'),
        person(server, 'moderator'),
        firefoxRoom(server, 'dana'),
      ])
      await moderator.asks('openRoom', {})
      for (const each of [host, moderator]) await each.enter()
      for (const each of [host, moderator]) await each.join()
      for (const act of [host.speak, host.show]) expect(await act()).toBe('done')
      await moderator.asks('goOnAir', {})
    })
    // What each page saw: without it a failure in sound says little.
    test.afterEach(async () => {
      if (test.info().status === test.info().expectedStatus) return
      for (const each of [host, moderator])
        process.stderr.write(`${each?.name} ${JSON.stringify(await each?.log().catch(() => []))}\n`)
      for (const each of [dana, secretary]) process.stderr.write(`${await each?.text().catch(String)}\n`)
    })
    test.afterAll(async () => {
      await dana?.tab.close()
      await secretary?.tab.close()
      for (const each of [host, moderator]) await each?.close()
      await server?.stop()
    })

    const poll = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 30_000, intervals: [250] })
    const heardBy = (who: { hears(): Promise<Voice[]> }, voices: readonly Voice[]) =>
      poll(() => who.hears()).toEqual(voices)

    test('it hears and sees the stage', async () => {
      await poll(() => dana.press(/^Enter$/)).toBe(true)
      await heardBy(dana, ['host'])
      await poll(() => dana.sees()).toEqual(['host'])
      await poll(() => dana.text()).toContain('Your line is good')
    })

    test('with the floor it is heard and seen', async () => {
      await poll(() => dana.press(/Raise hand/)).toBe(true)
      await poll(() => moderator.asks('giveFloor', { person: id() }).then(() => 'given', String)).toBe(
        'given',
      )
      await poll(() => dana.press(/^Speak now/)).toBe(true)
      await heardBy(moderator, ['host', 'dana'])
      await poll(() => dana.text()).toContain('You are heard')
      await poll(() => dana.press(/Camera off/)).toBe(true)
      await poll(() => host.colourOf(id())).not.toBeNull()
      // The picture of its fake camera changes by itself: one that stood still would not be seen.
      const first = await host.colourOf(id())
      await poll(() => host.colourOf(id())).not.toEqual(first)
    })

    test('whom the moderator mutes it hears no more, and without the floor it is not heard', async () => {
      await moderator.asks('mutePerson', { person: host.id })
      await heardBy(dana, [])
      await heardBy(moderator, ['dana'])
      await moderator.asks('withdrawFloor', {})
      await heardBy(moderator, [])
      await poll(() => dana.text()).toContain('Your turn to speak is over.')
      expect(await host.speak()).toBe('done')
      await heardBy(dana, ['host'])
    })

    test('the media server is killed, and it hears again by itself', async () => {
      process.kill(await server.mediaPid(), 'SIGKILL')
      await poll(() => server.metric('media_restarts_total')).toBe(1)
      await poll(() => host.log()).toContain('reconnected')
      await heardBy(dana, ['host'])
    })

    test('an official in it passes the check, is heard and seen on the panel, and hears another', async () => {
      await dana.tab.close()
      secretary = await firefoxRoom(server, 'secretary')
      await poll(() => secretary.text()).toContain('Your line is good')
      // Where there is no loudspeaker, nothing in it measures a microphone, which it says.
      await poll(() => secretary.press(/^Start measuring$/).then(() => secretary.text())).toMatch(
        /We hear you|This browser cannot measure it/,
      )
      await poll(() => secretary.press(/^Enter$/)).toBe(true)
      await heardBy(secretary, ['host'])
      await poll(() => secretary.press(/You are muted/)).toBe(true)
      await heardBy(moderator, ['host', 'secretary'])
      await poll(() => secretary.text()).toContain('You are heard')
      // Whoever saw their picture in the check comes with it.
      const official = server.scene.people['secretary'] ?? ''
      await poll(() => host.colourOf(official)).not.toBeNull()
      await poll(() => secretary.sees()).toContain('host')
    })

    test('muted by the moderator it is silent and says so, and speaks again', async () => {
      await moderator.asks('mutePerson', { person: server.scene.people['secretary'] ?? '' })
      await heardBy(moderator, ['host'])
      await poll(() => secretary.text()).toContain('The moderator muted you')
      await poll(() => secretary.press(/You are muted/)).toBe(true)
      await heardBy(moderator, ['host', 'secretary'])
    })
  })
}
