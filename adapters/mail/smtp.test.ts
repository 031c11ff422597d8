import { expect, test } from 'vitest'
import { smtpTransport } from './smtp.ts'

test('where a server takes only so many a minute, mails are spread evenly over it', async () => {
  const slow = smtpTransport('smtp://127.0.0.1:1', { perMinute: 600 })
  const began = performance.now()
  await Promise.all(Array.from({ length: 6 }, () => slow.turn()))
  // Ten a second: the sixth goes half a second after the first.
  expect(performance.now() - began).toBeGreaterThanOrEqual(495)
  await slow.close()
})
