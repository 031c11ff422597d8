import { expect, test } from 'vitest'
import { browserOf, problemOf } from './problem.ts'

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
    5,
    'safari_ios',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/138.0 Mobile/15E148 Safari/604.1',
    5,
    'safari_ios',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15',
    5,
    'safari_ios',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15',
    0,
    'safari',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36',
    5,
    'chrome_android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 0, 'firefox'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0',
    0,
    'edge',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36', 0, 'chrome'],
  ['Lynx/2.9.2', 0, 'other'],
])('%s with %i fingers is %s', (agent, touch, browser) => {
  expect(browserOf(agent, touch)).toBe(browser)
})

test('what the browser throws is one of our reasons', () => {
  expect(problemOf(new DOMException('', 'NotAllowedError'))).toBe('refused')
  expect(problemOf(new DOMException('', 'NotFoundError'))).toBe('none')
  expect(problemOf(new DOMException('', 'NotReadableError'))).toBe('busy')
  expect(problemOf(new TypeError('nothing'))).toBe('unknown')
  expect(problemOf('a word')).toBe('unknown')
})
